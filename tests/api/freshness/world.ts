import { randomBytes } from 'node:crypto';
import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { encode } from 'next-auth/jwt';
import { Client } from 'pg';
import { migrate } from '../../../server/database/migrate';
import { startPostgres } from '../../../server/database/postgres';
import type { EmbeddedPostgres } from '../../../server/database/postgres-server';
import { send, withCookie, type Client as Sender } from '../../support/client';
import { layCable, type Cable } from '../../support/proxy';
import { startSite, type Site } from '../../support/site-process';
import { eventually } from '../../support/eventually';

/** How long after a disturbance an instance may still serve what it kept, or 503. */
const RECOVERY = 3_000;

/** A server with a cable of its own to the database that all share. */
export interface Instance {
  site: Site;
  cable: Cable;
  alive: boolean;
  /** Until when (performance.now) it may say that its database is away. */
  excusedUntil: number;
  /** Until when it may refuse, though what it serves has to be right. */
  mayRefuseUntil: number;
}

/** Three instances of one site on one PostgreSQL, with two accounts. */
export class World {
  readonly instances: Instance[] = [];
  /** The last thing that was done to them, and when (performance.now()). */
  private disturbance = { what: 'nothing', at: 0 };
  private constructor(
    private readonly folder: string,
    private readonly postgres: EmbeddedPostgres,
    private readonly secret: string,
    private readonly cookies: Map<string, string>,
  ) {}

  /** @param env further environment of the instances */
  static async create(instances: number, env: Record<string, string> = {}): Promise<World> {
    const folder = mkdtempSync(path.join(tmpdir(), 'anli-freshness-'));
    const postgres = await startPostgres({ dataDir: folder, log: () => undefined });
    const secret = randomBytes(48).toString('base64url');
    const world = new World(folder, postgres, secret, new Map());
    try {
      await migrate(postgres.url, () => undefined);
      await world.query(`INSERT INTO "Category" (id, slug, name, path) VALUES (gen_random_uuid(), 'c', '栏目', 'c/')`);
      for (const role of ['EDITOR', 'ADMIN']) world.cookies.set(role, await world.signIn(role));
      await Promise.all(Array.from({ length: instances }, () => world.addInstance(env)));
      return world;
    } catch (error) {
      await world.end();
      throw error;
    }
  }

  /** Somebody with this role who asks this instance. */
  as(role: 'EDITOR' | 'ADMIN', { site }: Instance): Sender {
    return withCookie(this.cookies.get(role)!, site.origin);
  }

  /** How long an answer took, and what had been done when, for whoever has to find out why it was wrong. */
  circumstances(sent: number): string {
    const seconds = (since: number) => ((performance.now() - since) / 1000).toFixed(1);
    return `answered in ${seconds(sent)} s, ${seconds(this.disturbance.at)} s after: ${this.disturbance.what}`;
  }

  /** Any instance that is not dead. */
  any(): Instance {
    const living = this.instances.filter(({ alive }) => alive);
    return living[Math.floor(Math.random() * living.length)]!;
  }

  async query(sql: string, values: unknown[] = []): Promise<void> {
    const client = new Client({ connectionString: this.postgres.url });
    await client.connect();
    await client.query(sql, values);
    await client.end();
  }

  /** Breaks every connection that this instance has to the database, the one that it looks at the counter by too. */
  async cutConnections(instance: Instance): Promise<void> {
    this.note('connections cut');
    instance.excusedUntil = Infinity;
    await instance.cable.cut();
    await instance.cable.mend();
    instance.excusedUntil = performance.now() + RECOVERY;
  }

  /** Stops this instance where it stands, and lets it go on when `meanwhile` has come about. */
  async pause(instance: Instance, meanwhile: () => Promise<void>): Promise<void> {
    this.note('pause');
    // Nobody new asks it, or all would be waiting for it; what it was asked before hangs.
    instance.alive = false;
    // When it goes on, its own time-outs have run out, and what it was doing fails.
    instance.mayRefuseUntil = Infinity;
    instance.site.signal('SIGSTOP');
    try {
      await meanwhile();
    } finally {
      instance.site.signal('SIGCONT');
      instance.alive = true;
      this.note('end of the pause');
      instance.mayRefuseUntil = performance.now() + RECOVERY;
    }
  }

  async kill(instance: Instance): Promise<void> {
    this.note('kill');
    instance.alive = false;
    await instance.site.kill();
  }

  /** Kills PostgreSQL; it starts again by itself. */
  async restartPostgres(): Promise<void> {
    this.note('PostgreSQL killed');
    for (const instance of this.instances) instance.excusedUntil = Infinity;
    const before = this.postgres.pid;
    process.kill(before, 'SIGKILL');
    await eventually(async () => this.postgres.pid !== before && (await this.answers()), Boolean, { until: 'PostgreSQL answers again', patience: 60_000 });
    for (const instance of this.instances) instance.excusedUntil = performance.now() + RECOVERY;
  }

  async end(): Promise<void> {
    await Promise.all(this.instances.map(({ site }) => site.stop()));
    await Promise.all(this.instances.map(({ cable }) => cable.cut()));
    await this.postgres.stop();
    rmSync(this.folder, { recursive: true, force: true });
  }

  private note(what: string): void {
    this.disturbance = { what, at: performance.now() };
  }

  private async addInstance(env: Record<string, string>): Promise<void> {
    const cable = await layCable(this.postgres.url);
    const site = await startSite({ databaseUrl: cable.url, secret: this.secret, env });
    this.instances.push({ site, cable, alive: true, excusedUntil: 0, mayRefuseUntil: 0 });
  }

  private async answers(): Promise<boolean> {
    return this.query('SELECT 1').then(() => true, () => false);
  }

  private async signIn(role: string): Promise<string> {
    const [user, sid] = [crypto.randomUUID(), crypto.randomUUID()];
    await this.query(
      `INSERT INTO "User" (id, email, name, "passwordHash", role, "updatedAt") VALUES ($1, $2, $3, 'none', $4::"Role", now())`,
      [user, `${role.toLowerCase()}@test.example`, role, role],
    );
    await this.query(`INSERT INTO "Session" (id, "userId", "expiresAt") VALUES ($1, $2, now() + interval '1 day')`, [sid, user]);
    return `next-auth.session-token=${await encode({ token: { sub: user, sid }, secret: this.secret })}`;
  }
}

/** Asks without being anybody. */
export function visit({ site }: Instance, address: string) {
  return send('GET', address, { origin: site.origin });
}
