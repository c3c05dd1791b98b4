import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { describe, expect, test } from 'vitest';
import { ROOT } from '../../server/boot/root';
import { send, visitor } from '../support/client';

/** Where what is built lies, by what its address begins with. */
const FOLDERS = { '/_next/static/': path.join(ROOT, '.next/static'), '/islands/': path.join(ROOT, '.next/islands') };
/** Addresses of all built files, and where each lies. */
const built = new Map(
  Object.entries(FOLDERS).flatMap(([above, folder]) =>
    readdirSync(folder, { recursive: true, encoding: 'utf8' }).filter((name) => /\.(js|css|svg)$/.test(name)).map((name) => [above + name, path.join(folder, name)] as const),
  ),
);
const addresses = [...built.keys()];
const builtFile = (address: string) => readFileSync(built.get(address)!);
const sheet = addresses.find((name) => name.endsWith('.css'))!;

const DECODED = { br: brotliDecompressSync, gzip: gunzipSync, identity: (bytes: Buffer) => bytes } as const;
const FOR_EVER = 'public, max-age=31536000, immutable';

describe.each(['br', 'gzip', 'identity'] as const)('with Accept-Encoding: %s', (encoding) => {
  test('every built file comes whole, with its type, for ever, and again only when it has changed', async () => {
    expect(addresses.length).toBeGreaterThan(10);
    expect(addresses.filter((address) => address.startsWith('/islands/')).length).toBeGreaterThan(1);
    for (const address of addresses) {
      const answer = await visitor.get(address, { 'accept-encoding': encoding });
      expect(answer.status, address).toBe(200);
      expect(answer.headers, address).toMatchObject({ 'cache-control': FOR_EVER, 'content-length': String(answer.bytes.length) });
      expect(answer.headers['content-type']).toMatch(/^(text\/(javascript|css); charset=utf-8|image\/svg\+xml)$/);
      const sentAs = (answer.headers['content-encoding'] ?? 'identity') as keyof typeof DECODED;
      expect(DECODED[sentAs](answer.bytes).equals(builtFile(address)), address).toBe(true);
      // Only what compression would make larger leaves as it is.
      if (builtFile(address).length > 200) expect([sentAs, answer.headers.vary], address).toEqual([encoding, 'Accept-Encoding']);

      for (const known of [answer.headers.etag!, `"other", W/${answer.headers.etag}`, '*']) {
        const again = await visitor.get(address, { 'accept-encoding': encoding, 'if-none-match': known });
        expect([again.status, again.bytes.length, again.headers.etag], known).toEqual([304, 0, answer.headers.etag]);
      }
      expect((await visitor.get(address, { 'accept-encoding': encoding, 'if-none-match': '"other"' })).status).toBe(200);
    }
  });
});

test('each form has an entity tag of its own', async () => {
  const forms = ['br', 'gzip', 'identity'].map((encoding) => visitor.get(sheet, { 'accept-encoding': encoding }));
  expect(new Set((await Promise.all(forms)).map(({ headers }) => headers.etag)).size).toBe(3);
});

test('what a client forbids it does not get', async () => {
  const answer = await visitor.get(sheet, { 'accept-encoding': 'br;q=0, gzip;q=0' });
  expect(answer.headers['content-encoding']).toBeUndefined();
  expect(answer.bytes.equals(builtFile(sheet))).toBe(true);
});

test('HEAD tells what GET would send, and sends nothing', async () => {
  const headers = { 'accept-encoding': 'gzip' };
  const [get, head] = [await visitor.get(sheet, headers), await visitor.send('HEAD', sheet, undefined, headers)];
  const told = ({ headers: all }: typeof get) => ['content-type', 'content-length', 'content-encoding', 'etag', 'cache-control', 'vary'].map((name) => all[name]);
  expect([head.status, head.bytes.length, told(head)]).toEqual([200, 0, told(get)]);
});

test('a range is answered with the whole file', async () => {
  for (const range of ['bytes=0-5', 'bytes=-5', 'bytes=9-3', 'bytes=99999999-', 'lines=1']) {
    const answer = await visitor.get(sheet, { range });
    expect([answer.status, answer.bytes.length], range).toEqual([200, builtFile(sheet).length]);
  }
});

test('the icon that the pages link to is kept for ever, under its bare name for a day, and there for who asks unasked', async () => {
  const [, linked] = /rel="icon" href="([^"]+)"/.exec((await visitor.get('/')).text)!;
  expect((await visitor.get(linked!)).headers).toMatchObject({ 'content-type': 'image/svg+xml', 'cache-control': FOR_EVER });
  for (const address of ['/icon.svg', '/icon.svg?icon.of.another.build.svg', '/favicon.ico']) {
    expect((await visitor.get(address)).headers, address).toMatchObject({ 'content-type': 'image/svg+xml', 'cache-control': 'public, max-age=86400' });
  }
});

describe('nothing else', () => {
  const name = path.posix.basename(sheet);
  const folder = path.posix.dirname(sheet);
  test.each([
    ['a file that is not there', `${folder}/nothing.js`],
    ['a folder', folder],
    ['a folder with a slash', `${folder}/`],
    ['the root', '/_next/static/'],
    ['a compressed form by its name', `${sheet}.br`],
    ['the other form by its name', `${sheet}.gz`],
    ['a source map', `${sheet}.map`],
    ['dots', `${folder}/../../server/app/icon.svg.body`],
    ['encoded dots', `${folder}/%2e%2e/%2e%2e/server/app/icon.svg.body`],
    ['encoded slashes', `${folder}/..%2f..%2fserver%2fapp%2ficon.svg.body`],
    ['backslashes', `${folder}/..\\..\\BUILD_ID`],
    ['a zero byte', `${sheet}%00`],
    ['a zero byte before an ending', `${folder}/${name}%00.css`],
    ['another spelling', `${folder}/${name.replace(/^./, (first) => `%${first.charCodeAt(0).toString(16)}`)}`],
    ['a doubled slash', `/_next//static/${sheet.slice('/_next/static/'.length)}`],
    ['Next’s image optimiser', '/_next/image?url=%2Ficon.svg&w=640&q=75'],
    ['Next’s data', '/_next/data/x/index.json'],
    ['a name of the language’s own', '/_next/static/constructor'],
  ])('%s is 404, as our plain page', async (_what, address) => {
    const answer = await visitor.get(address);
    expect(answer.status).toBe(404);
    expect(answer.headers).toMatchObject({ 'content-type': 'text/html; charset=utf-8', 'x-content-type-options': 'nosniff', 'cache-control': 'no-store' });
    expect(answer.text).toMatch(/<h1>[^<]+<\/h1>/);
  });

  test('a method that writes is 405', async () => {
    for (const method of ['POST', 'PUT', 'DELETE', 'TRACE']) expect((await send(method, sheet)).status, method).toBe(405);
  });
});
