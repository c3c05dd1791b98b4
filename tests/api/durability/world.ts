import { randomBytes } from 'node:crypto';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { endOrphans } from '../../../server/database/postgres-process';
import { processStart } from '../../../server/boot/process-identity';
import { Client, signIn } from '../../bench/http';
import { Site } from '../../bench/site';
import { eventually } from '../../support/eventually';

/** One data folder and whichever server serves it just now. */
export class World {
  private site: Site;
  private current: Client | undefined;

  private constructor(
    private readonly dataDir: string,
    private readonly password: string,
  ) {
    this.site = new Site({ dataDir, password });
  }

  /** A server on a new data folder with the demo accounts. */
  static async create(): Promise<World> {
    const dataDir = await mkdtemp(path.join(tmpdir(), 'anli-durability-'));
    const world = new World(dataDir, randomBytes(12).toString('base64url'));
    try {
      await world.ready();
      return world;
    } catch (error) {
      await world.end();
      throw error;
    }
  }

  /** Of the server that serves now, or of the one that did last. */
  get client(): Client {
    if (!this.current) throw new Error('The server has not started yet.');
    return this.current;
  }

  get folder(): string {
    return this.dataDir;
  }

  signIn(email: string): Promise<string> {
    return signIn(this.client, email, this.password);
  }

  /** Kills the server where it stands and starts another one on what it left. */
  async killServer(): Promise<void> {
    const orphan = this.postmaster;
    await this.site.kill();
    if (orphan === null || !isAlive(orphan)) throw new Error('PostgreSQL died with the server: nothing is left behind to be found.');
    this.site = new Site({ dataDir: this.dataDir, password: this.password });
    await this.ready();
    if (isAlive(orphan)) throw new Error(`The PostgreSQL that was left behind (pid ${orphan}) still lives.`);
  }

  /** Kills PostgreSQL's first process; the server is to notice and to start it again by itself. */
  async killPostgres(): Promise<void> {
    const before = this.postmaster;
    if (before === null) throw new Error('No PostgreSQL runs that could be killed.');
    process.kill(before, 'SIGKILL');
    await eventually(async () => {
      if ([before, null].includes(this.postmaster)) return false;
      return (await this.client.call('/api/health/ready')).status === 200;
    }, Boolean, { until: 'the server has started PostgreSQL again', patience: 60_000 });
  }

  /** Ends everything and removes it, whatever state it is in. */
  async end(): Promise<void> {
    this.current?.close();
    await this.site.stop();
    await endOrphans(path.join(this.dataDir, 'postgres'), () => undefined);
    await rm(this.dataDir, { recursive: true, force: true });
  }

  private async ready(): Promise<void> {
    await this.site.ready();
    this.current?.close();
    this.current = new Client(this.site.address);
  }

  /** PostgreSQL's first process by its own record; null while there is none. */
  private get postmaster(): number | null {
    try {
      return Number(readFileSync(path.join(this.dataDir, 'postgres/postmaster.pid'), 'utf8').split('\n')[0]) || null;
    } catch {
      return null;
    }
  }
}

/** Not `process.kill(pid, 0)`: to that a process which ended and waits to be buried is alive. */
function isAlive(pid: number): boolean {
  return processStart(pid) !== null;
}
