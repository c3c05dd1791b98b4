import { existsSync, mkdirSync, rmSync, utimesSync, writeFileSync } from 'node:fs';
import path from 'node:path';
import { Client } from 'pg';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { storeImage } from '../../lib/domains/assets/mutations';
import { INCOMING } from '../../lib/domains/assets/store';
import { sweepMedia } from '../../lib/domains/assets/sweep';
import { transaction } from '../../lib/platform/database/transaction';
import { sql } from '../support/database';
import { createUser, type Person } from '../support/people';
import { picture, upload } from '../support/pictures';
import { site } from '../support/site';

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

const sweep = (letters: string) => sweepMedia({ now, folders: [letters] });

test('what no row speaks of goes after a day; what is stored or new stays, however old the one and whatever the other', async () => {
  const { asset } = await upload(editor, await picture(500, 200));
  for (const width of [480, 500]) age(fileOf(asset, width), 10_000);
  const letters = asset.slice(0, 2);
  const orphan = leave(`${letters}${'f'.repeat(62)}-480.webp`, letters, 25);
  const broken = leave('0b7a.tmp', letters, 25);
  const fresh = leave(`${letters}${'f'.repeat(62)}-960.webp`, letters, 23);
  const elsewhere = leave('0b7a.tmp', letters === '00' ? '01' : '00', 25);
  expect(await sweep(letters)).toBe(2);
  expect([orphan, broken, fresh, elsewhere, fileOf(asset, 480), fileOf(asset, 500)].map((file) => existsSync(file))).toEqual([false, false, true, true, true, true]);
  expect(await sweep(letters)).toBe(0);
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
  expect(await sweep(hash.slice(0, 2))).toBe(2);
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
  expect(await sweep('ab')).toBe(0);
  expect(existsSync(orphan)).toBe(true);
  await other.query('COMMIT');
  expect(await sweep('ab')).toBe(1);
});

test('in a day every folder has its hour', async () => {
  const files = Array.from({ length: 256 }, (_, at) => leave('late.tmp', at.toString(16).padStart(2, '0'), 1));
  let gone = 0;
  for (let hour = 0; hour < 24; hour += 1) gone += await sweepMedia({ now: new Date(now.getTime() + (hour + 24) * HOUR) });
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
