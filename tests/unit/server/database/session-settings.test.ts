import { cpSync } from 'node:fs';
import path from 'node:path';
import { PrismaPg } from '@prisma/adapter-pg';
import { Pool } from 'pg';
import { describe, expect, test } from 'vitest';
import { Connection, ConnectionPool } from '../../../../lib/platform/connection';
import { PrismaClient } from '../../../../lib/platform/database/generated/client';
import { openPool } from '../../../../lib/platform/database/pool';
import { migrate } from '../../../../server/database/migrate';
import { adviseOnTimes, checkServer } from '../../../../server/database/server-check';
import { ROOT } from '../../../../server/boot/root';
import { HOSTILE } from '../../../support/hostile-settings';
import { scratchFolder } from '../scratch';
import { ownPostgres, quiet, rows } from './own-postgres';

const postgres = ownPostgres();
const LONG = 30_000;

async function connected<T>(url: string, work: (connection: Connection) => Promise<T>): Promise<T> {
  const connection = new Connection({ connectionString: url });
  await connection.connect();
  return work(connection).finally(() => connection.end());
}

/** A database whose own settings are what no code of ours reckons with. */
async function hostileDatabase(name: string): Promise<string> {
  const url = await postgres.newDatabase(name);
  await rows(url, ...Object.entries(HOSTILE).map(([setting, value]) => `ALTER DATABASE "${name}" SET ${setting} TO ${value}`));
  return url;
}

const settings = (names: string[]) => `SELECT name, setting FROM pg_catalog.pg_settings WHERE name = ANY ('{${names.join(',')}}') ORDER BY name`;

describe('settings of a session', { timeout: LONG }, () => {
  const names = Object.keys(HOSTILE);

  test('are the same whatever the database says, whoever opens it', async () => {
    const hostile = await hostileDatabase('hostile');
    const plain = await postgres.newDatabase('plain');
    expect(await rows(hostile, settings(names))).not.toEqual(await rows(plain, settings(names)));
    const wanted = await connected(plain, async (connection) => (await connection.query(settings(names))).rows);
    expect(wanted).toHaveLength(names.length);
    expect(await connected(hostile, async (connection) => (await connection.query(settings(names))).rows)).toEqual(wanted);
    for (const pool of [new ConnectionPool({ connectionString: hostile }), openPool({ connectionString: hostile, size: 1, slow: 60_000, timeouts: {} })]) {
      expect((await pool.query(settings(names))).rows).toEqual(wanted);
      await pool.end();
    }
  });

  test('let the migrations through, and a time that was stored is read as it was', async () => {
    const url = await hostileDatabase('migrated');
    expect((await migrate(url, quiet)).applied.length).toBeGreaterThan(0);
    const pool = openPool({ connectionString: url, size: 1, slow: 60_000 });
    const prisma = new PrismaClient({ adapter: new PrismaPg(pool) });
    const at = new Date('2026-02-03T04:05:06.789Z');
    await prisma.organisation.create({ data: { name: '组织\\n', createdAt: at } });
    expect(await prisma.organisation.findFirst({ select: { name: true, createdAt: true } })).toEqual({ name: '组织\\n', createdAt: at });
    const stored = 'SELECT extract(epoch FROM "createdAt")::float8 * 1000 AS ms FROM "Organisation"';
    expect(await connected(url, async (connection) => (await connection.query(stored)).rows)).toEqual([{ ms: at.getTime() }]);
    await prisma.$disconnect();
    await pool.end();
  });
});

describe('a server that will not do is refused in one line', { timeout: LONG }, () => {
  test.each(['SQL_ASCII', 'EUC_CN', 'LATIN1'])('a database in %s', async (encoding) => {
    const name = `in_${encoding.toLowerCase()}`;
    await rows(postgres.url, `CREATE DATABASE "${name}" ENCODING '${encoding}' LOCALE 'C' LOCALE_PROVIDER libc TEMPLATE template0`);
    const url = new URL(postgres.url);
    url.pathname = `/${name}`;
    await expect(migrate(url.href, quiet)).rejects.toThrow(
      expect.objectContaining({ name: 'StartError', message: expect.stringMatching(new RegExp(`^The database "${name}" is encoded in ${encoding}, .*createdb --encoding=UTF8 [^\n]*$`)) }),
    );
    expect(await rows(url.href, `SELECT count(*)::int AS tables FROM pg_tables WHERE schemaname = 'public'`)).toEqual([{ tables: 0 }]);
  });

  test('the version is told of one that will do', async () => {
    expect(await connected(postgres.url, checkServer)).toMatch(/^PostgreSQL 18\.\d+$/);
  });
});

/** The state of a site that an earlier version has written by sessions in `zone`, and the moment at which it did. */
async function storedBefore(name: string, zone: string): Promise<{ url: string; at: Date }> {
  const url = await postgres.newDatabase(name);
  await rows(url, `ALTER DATABASE "${name}" SET timezone TO '${zone}'`);
  const earlier = scratchFolder();
  cpSync(path.join(ROOT, 'prisma/migrations'), earlier, { recursive: true, filter: (file) => !file.includes('mend_times') });
  await migrate(url, quiet, earlier);
  const pool = new Pool({ connectionString: url });
  const prisma = new PrismaClient({ adapter: new PrismaPg(pool) });
  const at = new Date();
  const user = await prisma.user.create({ data: { email: 'a@test.example', name: 'n', passwordHash: 'h', createdAt: at, updatedAt: at } });
  await prisma.session.create({ data: { userId: user.id, expiresAt: at } });
  await prisma.auditEvent.create({ data: { actorId: user.id, at, origin: 'WEB', action: 'x', subject: 'user', subjectId: user.id } });
  await prisma.$disconnect();
  await pool.end();
  return { url, at };
}

const TIMES = `SELECT extract(epoch FROM u."createdAt")::float8 * 1000 AS created, extract(epoch FROM a."at")::float8 * 1000 AS audited FROM "User" u, "AuditEvent" a`;

describe('times that an earlier version has stored by another zone', { timeout: LONG }, () => {
  const HOUR = 3_600_000;

  test('are told of at the start, and mended once', async () => {
    const { url, at } = await storedBefore('shanghai', 'Asia/Shanghai');
    const off = at.getTime() - 8 * HOUR;
    expect(await rows(url, TIMES)).toEqual([{ created: off, audited: off }]);
    await migrate(url, quiet);
    expect(await connected(url, adviseOnTimes)).toMatch(/off by 8 h.*SELECT mend_times\('Asia\/Shanghai'\);/);

    // What has been stored since is right, and stays.
    await connected(url, (connection) => connection.query(`INSERT INTO "Organisation" (id, name) VALUES (gen_random_uuid(), 'since')`));
    await expect(rows(url, `SELECT mend_times('Europe/Berlin')`)).rejects.toThrow(/not what Europe\/Berlin makes/);
    await rows(url, `SELECT mend_times('Asia/Shanghai')`);
    expect(await rows(url, TIMES)).toEqual([{ created: at.getTime(), audited: at.getTime() }]);
    expect(await rows(url, `SELECT now() - "createdAt" < interval '1 hour' AS recent FROM "Organisation"`)).toEqual([{ recent: true }]);
    expect(await rows(url, 'SELECT count(*)::int AS sessions FROM "Session"')).toEqual([{ sessions: 0 }]);
    expect(await connected(url, adviseOnTimes)).toBeNull();
    await expect(rows(url, `SELECT mend_times('Asia/Shanghai')`)).rejects.toThrow(/no stored time is off/);
    await expect(rows(url, 'UPDATE "AuditEvent" SET "action" = action')).rejects.toThrow(/append-only/);
  });

  test('nothing is told, nor mended, where they are right', async () => {
    const { url, at } = await storedBefore('utc', 'UTC');
    await migrate(url, quiet);
    expect(await connected(url, adviseOnTimes)).toBeNull();
    await expect(rows(url, `SELECT mend_times('Asia/Shanghai')`)).rejects.toThrow(/no stored time is off/);
    expect(await rows(url, TIMES)).toEqual([{ created: at.getTime(), audited: at.getTime() }]);
  });
});
