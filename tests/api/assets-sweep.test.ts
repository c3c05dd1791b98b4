import { existsSync, mkdirSync, readdirSync, readFileSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest';
import { storeImage } from '../../lib/domains/assets/mutations';
import { INCOMING } from '../../lib/domains/assets/store';
import { sweepMedia } from '../../lib/domains/assets/sweep';
import { transaction } from '../../lib/platform/database/transaction';
import { sql } from '../support/database';
import { problem } from '../support/answers';
import { as } from '../support/client';
import { cloneDatabase } from '../support/clone-database';
import { createUser, unique, type Person } from '../support/people';
import { picture, send, upload } from '../support/pictures';
import { site } from '../support/site';
import { startSite } from '../support/site-process';

const HOUR = 60 * 60 * 1_000;
const now = new Date();
let editor: Person;
/** Somebody else who is at the store. */
let other: Client;
beforeAll(async () => {
  editor = await createUser('EDITOR');
  other = new Client({ connectionString: site.databaseUrl });
  await other.connect();
});
afterAll(() => other.end());

const folderOf = (hash: string) => path.join(site.dataDir, 'media', hash.slice(0, 2), hash.slice(2, 4));
const fileOf = (hash: string, width: number) => path.join(folderOf(hash), `${hash}-${width}.webp`);

/** As if it had been written so many hours ago. */
function age(file: string, hours: number): void {
  const then = new Date(now.getTime() - hours * HOUR);
  utimesSync(file, then, then);
}

/** A file that no row speaks of. */
function leave(name: string, letters: string, hours: number): string {
  const folder = path.join(site.dataDir, 'media', letters, 'ff');
  mkdirSync(folder, { recursive: true });
  const file = path.join(folder, name);
  writeFileSync(file, 'left over');
  age(file, hours);
  return file;
}

const sweep = (letters: string, days = 0) => sweepMedia({ now: new Date(now.getTime() + days * 24 * HOUR), folders: [letters] });
const asideOf = (file: string) => file.replace(path.join(site.dataDir, 'media'), path.join(site.dataDir, 'media', 'aside'));
const NOTHING = { aside: 0, back: 0, deleted: 0 };

test('what no row speaks of goes out of the store after a day; what is stored or new stays, however old the one and whatever the other', async () => {
  const { asset } = await upload(editor, await picture(500, 200));
  for (const width of [480, 500]) age(fileOf(asset, width), 10_000);
  const letters = asset.slice(0, 2);
  const orphan = leave(`${letters}${'f'.repeat(62)}-480.webp`, letters, 25);
  const broken = leave('0b7a.tmp', letters, 25);
  const fresh = leave(`${letters}${'f'.repeat(62)}-960.webp`, letters, 23);
  const elsewhere = leave('0b7a.tmp', letters === '00' ? '01' : '00', 25);
  expect(await sweep(letters)).toEqual({ ...NOTHING, aside: 2 });
  expect([orphan, broken, fresh, elsewhere, fileOf(asset, 480), fileOf(asset, 500)].map((file) => existsSync(file))).toEqual([false, false, true, true, true, true]);
  rmSync(fresh);
  expect(await sweep(letters)).toEqual(NOTHING);
  // It lies aside for thirty days, and then it is deleted.
  expect([orphan, broken].map((file) => existsSync(asideOf(file)))).toEqual([true, true]);
  expect(await sweep(letters, 29)).toEqual(NOTHING);
  expect(await sweep(letters, 31)).toEqual({ ...NOTHING, deleted: 2 });
  expect([orphan, broken].map((file) => existsSync(asideOf(file)))).toEqual([false, false]);
});

test('an import that fails leaves files and no row, and they are swept', async () => {
  const bytes = await picture(490, 200);
  let hash = '';
  const failed = transaction(async () => {
    hash = (await storeImage(editor, bytes)).asset;
    throw new Error('the import fails');
  });
  await expect(failed).rejects.toThrow('the import fails');
  expect(await sql('SELECT 1 FROM "Asset" WHERE hash = $1', [hash])).toEqual([]);
  for (const width of [480, 490]) age(fileOf(hash, width), 25);
  expect(await sweep(hash.slice(0, 2))).toEqual({ ...NOTHING, aside: 2 });
  expect(await storeImage(editor, bytes)).toMatchObject({ asset: hash });
  expect(existsSync(fileOf(hash, 490))).toBe(true);
});

test('what waited to come into the store and was left by a crash goes too, at any hour', async () => {
  const incoming = path.join(site.dataDir, 'media', INCOMING);
  mkdirSync(incoming, { recursive: true });
  const [left, fresh] = [25, 23].map((hours) => {
    const file = path.join(incoming, `${hours}.tmp`);
    writeFileSync(file, 'left over');
    age(file, hours);
    return file;
  });
  await sweepMedia({ now });
  expect([left!, fresh!].map((file) => existsSync(file))).toEqual([false, true]);
  rmSync(fresh!);
});

test('nothing is swept while somebody is storing', async () => {
  const orphan = leave(`ab${'f'.repeat(62)}-480.webp`, 'ab', 25);
  await other.query('BEGIN');
  await other.query(`SELECT pg_advisory_xact_lock_shared(hashtextextended('anli media', 0))`);
  expect(await sweep('ab')).toEqual(NOTHING);
  expect(existsSync(orphan)).toBe(true);
  await other.query('COMMIT');
  expect(await sweep('ab')).toEqual({ ...NOTHING, aside: 1 });
});

test('in a day every folder has its hour', async () => {
  const files = Array.from({ length: 256 }, (_, at) => leave('late.tmp', at.toString(16).padStart(2, '0'), 1));
  let gone = 0;
  for (let hour = 0; hour < 24; hour += 1) gone += (await sweepMedia({ now: new Date(now.getTime() + (hour + 24) * HOUR) })).aside;
  expect(files.filter((file) => existsSync(file))).toEqual([]);
  expect(gone).toBeGreaterThanOrEqual(256);
});

test('a picture whose files are lost is written again when it comes again', async () => {
  const bytes = await picture(470, 200);
  const first = await upload(editor, bytes);
  rmSync(fileOf(first.asset, 470));
  expect(await upload(editor, bytes)).toEqual(first);
  expect(existsSync(fileOf(first.asset, 470))).toBe(true);
});

test('with an older database what it does not know lies aside, and comes back with the right one: asked for, or swept', async () => {
  const { asset } = await upload(editor, await picture(510, 200));
  const [small, large] = [480, 510].map((width) => fileOf(asset, width)) as [string, string];
  for (const file of [small, large]) age(file, 25);
  const [row] = await sql<{ id: string }>('SELECT id FROM "Asset" WHERE hash = $1', [asset]);
  const rows = await sql(`SELECT to_jsonb(a) AS asset FROM "Asset" a WHERE id = $1`, [row!.id]);
  const owners = await sql(`SELECT to_jsonb(o) AS owner FROM "AssetOwner" o WHERE "assetHash" = $1`, [asset]);
  await sql('DELETE FROM "AssetOwner" WHERE "assetHash" = $1', [asset]);
  await sql('DELETE FROM "Asset" WHERE hash = $1', [asset]);
  expect(await sweep(asset.slice(0, 2))).toEqual({ ...NOTHING, aside: 2 });
  expect([small, large].map((file) => [existsSync(file), existsSync(asideOf(file))])).toEqual([[false, true], [false, true]]);
  await sql(`INSERT INTO "Asset" SELECT * FROM jsonb_populate_record(null::"Asset", $1)`, [rows[0]!.asset]);
  await sql(`INSERT INTO "AssetOwner" SELECT * FROM jsonb_populate_record(null::"AssetOwner", $1)`, [owners[0]!.owner]);
  expect((await as(editor).get(`/api/media/${asset}-510.webp`)).status).toBe(200);
  expect([existsSync(large), existsSync(small)]).toEqual([true, false]);
  expect(await sweep(asset.slice(0, 2), 31)).toEqual({ ...NOTHING, back: 1 });
  expect(existsSync(small)).toBe(true);
});

describe('a store of another site', () => {
  const mark = path.join(site.dataDir, 'media', 'site-id');
  const before = readFileSync(mark, 'utf8');
  afterEach(() => writeFileSync(mark, before));

  test('is neither swept nor written to, and its own has its mark', async () => {
    expect(await sql('SELECT id FROM "Site"')).toEqual([{ id: before.trim() }]);
    const orphan = leave(`cd${'f'.repeat(62)}-480.webp`, 'cd', 10_000);
    writeFileSync(mark, crypto.randomUUID());
    await expect(sweep('cd')).rejects.toThrow('another site');
    expect(existsSync(orphan)).toBe(true);
    expect(problem(await send(editor, await picture(300, 200)), 503).code).toBe('storage_unavailable');
  });

  test('keeps a site from starting, in words, and all that lies there stays', async () => {
    writeFileSync(mark, crypto.randomUUID());
    const files = readdirSync(path.join(site.dataDir, 'media'), { recursive: true });
    await expect(startSite({ databaseUrl: site.databaseUrl, secret: site.secret, env: { DATA_DIR: site.dataDir } })).rejects.toThrow(/are of another site than the database: set DATA_DIR or DATABASE_URL/);
    expect(readdirSync(path.join(site.dataDir, 'media'), { recursive: true })).toEqual(files);
  });

  test('from before there were marks is known by its pictures', async () => {
    await upload(editor, await picture(310, 200));
    rmSync(mark);
    await upload(editor, await picture(320, 200));
    expect(readFileSync(mark, 'utf8')).toBe(before);
    const empty = await cloneDatabase(inject('template'), unique('empty').replaceAll('-', '_'));
    rmSync(mark);
    await expect(startSite({ databaseUrl: empty, env: { DATA_DIR: site.dataDir } })).rejects.toThrow('are of another site than the database');
    expect(existsSync(mark)).toBe(false);
  });
});
