import { readFileSync } from 'node:fs';
import path from 'node:path';
import sharp from 'sharp';
import { beforeAll, describe, expect, test } from 'vitest';
import { LIMITS } from '../../lib/platform/limits';
import { sha256 } from '../../lib/platform/sha256';
import { data, findings, problem } from '../support/answers';
import { as, visitor, type Answer } from '../support/client';
import { sql, sqlRow, storesNothing } from '../support/database';
import { createCast, createUser, unique, type Cast } from '../support/people';
import { picture, sectionWith, send, upload, type StoredPicture } from '../support/pictures';
import { site } from '../support/site';

let cast: Cast;
beforeAll(async () => {
  cast = await createCast();
});

const fileOf = (asset: string, width: number) => path.join(site.dataDir, 'media', asset.slice(0, 2), asset.slice(2, 4), `${asset}-${width}.webp`);
const owners = (asset: string) => sql('SELECT "userId" FROM "AssetOwner" WHERE "assetHash" = $1', [asset]);

/** The problem of a refusal and the code of its one finding. */
function refused(answer: Answer, status: number): [string, string | undefined] {
  const { code, errors } = problem(answer, status);
  return [code, errors?.[0]?.code];
}

describe('storing', () => {
  test('answers what a body says of the picture, and keeps it in three widths under its hash', async () => {
    const stored = await upload(cast.owner, await picture(2000, 1000));
    expect(stored).toEqual({ asset: expect.stringMatching(/^[0-9a-f]{64}$/), width: 1600, height: 800, animated: false });
    expect(sha256(readFileSync(fileOf(stored.asset, 1600)))).toBe(stored.asset);
    for (const width of [480, 960, 1600]) expect(await sharp(readFileSync(fileOf(stored.asset, width))).metadata()).toMatchObject({ format: 'webp', width });
    const row = await sqlRow<{ id: string; bytes: number }>('SELECT id, bytes FROM "Asset" WHERE hash = $1', [stored.asset]);
    expect(row.bytes).toBe([480, 960, 1600].reduce((sum, width) => sum + readFileSync(fileOf(stored.asset, width)).length, 0));
    expect(await sql('SELECT action, "actorId", origin FROM "AuditEvent" WHERE "subjectId" = $1', [row.id])).toEqual([
      { action: 'asset.stored', actorId: cast.owner.id, origin: 'API' },
    ]);
  });

  test('the same picture again, also from somebody else, is the same asset and stores nothing twice', async () => {
    const bytes = await picture(500, 300);
    const first = await upload(cast.owner, bytes);
    expect(await upload(cast.owner, bytes)).toEqual(first);
    expect(await owners(first.asset)).toHaveLength(1);
    expect(await upload(cast.otherEditor, bytes)).toEqual(first);
    expect(await owners(first.asset)).toHaveLength(2);
    expect(await sql('SELECT 1 FROM "Asset" WHERE hash = $1', [first.asset])).toHaveLength(1);
  });

  test('many at once are one asset', async () => {
    const bytes = await picture(400, 300);
    const all = await Promise.all(Array.from({ length: 12 }, (_, at) => upload(at % 2 ? cast.owner : cast.coEditor, bytes)));
    expect(new Set(all.map(({ asset }) => asset)).size).toBe(1);
    expect(await owners(all[0]!.asset)).toHaveLength(2);
  });

  test('a picture that moves says so, each time', async () => {
    const frames = Buffer.concat(await Promise.all(['#c81e1e', '#1e1ec8'].map((background) => sharp({ create: { width: 40, height: 40, channels: 3, background } }).raw().toBuffer())));
    const moving = await sharp(frames, { raw: { width: 40, height: 80, channels: 3, pageHeight: 40 } }).gif({ delay: [100, 100] }).toBuffer();
    for (let time = 0; time < 2; time += 1) expect(await upload(cast.owner, moving)).toMatchObject({ width: 40, height: 40, animated: true });
  });

  test('nothing of where and by whom it was taken is in what is kept', async () => {
    const taken = await sharp(await picture(300, 200)).withExif({ IFD0: { Artist: 'SECRET-NAME' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '31/1 23/1 0/1' } }).jpeg().toBuffer();
    expect(taken.includes('SECRET-NAME')).toBe(true);
    const { asset } = await upload(cast.owner, taken);
    const kept = readFileSync(fileOf(asset, 300));
    expect(kept.includes('SECRET-NAME')).toBe(false);
    expect((await sharp(kept).metadata()).exif).toBeUndefined();
  });

  test('an Idempotency-Key gives the first answer again, and is refused for another picture', async () => {
    const [one, other] = await Promise.all([picture(200, 100), picture(200, 100)]);
    const key = { 'idempotency-key': unique('key') };
    const first = data<StoredPicture>(await send(cast.owner, one, key), 201);
    expect(data(await send(cast.owner, one, key), 201)).toEqual(first);
    expect(findings(await send(cast.owner, other, key))).toEqual([' idempotency_mismatch']);
  });
});

describe('refusing', () => {
  test('a visitor, a reader and another site, before anything is read', async () => {
    const bytes = await picture(50, 50);
    await storesNothing(async () => {
      expect(problem(await visitor.post('/api/assets', bytes, { 'content-type': 'image/png' }), 401).code).toBe('unauthenticated');
      expect(problem(await send(cast.reader, bytes), 403).code).toBe('forbidden');
      expect(problem(await send(cast.owner, bytes, { origin: 'https://evil.example' }), 403).code).toBe('cross_origin');
    });
  });

  test.each([
    ['JSON', 'application/json'],
    ['a form', 'multipart/form-data; boundary=x'],
    ['what a form of another site can send', 'text/plain'],
    ['nothing said', ''],
  ])('%s by its own word is 415', async (_what, type) => {
    expect(refused(await send(cast.owner, await picture(50, 50), { 'content-type': type }), 415)).toEqual(['unsupported_media_type', undefined]);
  });

  const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
  test.each([
    ['SVG that calls itself PNG', Buffer.from(svg), 415, 'picture_svg'],
    ['HEIC', Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1'), 415, 'picture_heic'],
    ['a page that calls itself PNG', Buffer.from('<!doctype html><script>alert(1)</script>'), 415, 'picture_type'],
    ['a ZIP', Buffer.from('PK\x03\x04\x14\0\0\0', 'latin1'), 415, 'picture_type'],
    ['half a JPEG', Buffer.from([0xff, 0xd8, 0xff, 0xe0, 0, 16, 0x4a, 0x46, 0x49, 0x46, 0, 1]), 422, 'picture_broken'],
    ['an empty file', Buffer.alloc(0), 422, 'file_empty'],
  ])('%s, with a name for it', async (_what, bytes, status, code) => {
    await storesNothing(async () => expect(refused(await send(cast.owner, bytes), status)[1]).toBe(code));
  });

  test('more pixels than the limit in a few kilobytes', async () => {
    const side = Math.ceil(Math.sqrt(LIMITS.picture.pixels)) + 1;
    const bomb = await sharp({ create: { width: side, height: side, channels: 3, background: '#fff' } }).png({ compressionLevel: 9 }).toBuffer();
    await storesNothing(async () => expect(findings(await send(cast.owner, bomb))).toEqual([' picture_too_many_pixels']));
  });

  test('more bytes than the limit, and as many as the limit are read', async () => {
    const large = Buffer.alloc(LIMITS.picture.bytes + 1);
    (await picture(50, 50)).copy(large);
    expect(problem(await send(cast.owner, large), 413).code).toBe('too_large');
    expect(await upload(cast.owner, large.subarray(0, LIMITS.picture.bytes))).toMatchObject({ width: 50, height: 50 });
  });

  test('an account that has sent its share waits', async () => {
    const eager = await createUser('EDITOR');
    const { asset } = await upload(eager, await picture(60, 60));
    expect(asset).toHaveLength(64);
    await sql('UPDATE "RateLimit" SET points = 300 WHERE key LIKE \'asset:%\'');
    const answer = await send(eager, await picture(60, 60));
    await sql('DELETE FROM "RateLimit" WHERE key LIKE \'asset:%\'');
    expect(problem(answer, 429).code).toBe('too_many_requests');
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
  });
});

test('a picture in use cannot be deleted, not even past the program', async () => {
  const stored = await upload(cast.owner, await picture(100, 100));
  const made = data<{ id: string; sections: { id: string; version: number }[] }>(await as(cast.owner).post('/api/articles', { title: '图', sections: [sectionWith(stored)] }), 201);
  const remove = () => sql('DELETE FROM "Asset" WHERE hash = $1', [stored.asset]);
  await expect(remove()).rejects.toThrow(/AssetUse/);
  const [section] = made.sections;
  data(await as(cast.owner).patch(`/api/articles/${made.id}/sections/${section!.id}`, { version: section!.version, body: { type: 'doc', schemaVersion: 1, content: [] } }));
  await remove();
});
