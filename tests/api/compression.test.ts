import { brotliDecompressSync, gunzipSync } from 'node:zlib';
import { beforeAll, expect, test } from 'vitest';
import { body, makeArticle, makePublished } from '../support/articles';
import { as, visitor, type Answer } from '../support/client';
import { createCast, type Cast } from '../support/people';

let cast: Cast;
/** Long answers that are made for whoever asks: a page of an application, and reads of the API. */
let personal: string[];

beforeAll(async () => {
  cast = await createCast();
  const text = '村里的路灯坏了三年。'.repeat(200);
  await makePublished(cast, { lead: text.slice(0, 2000), sections: [{ heading: '做法', body: body(text) }] });
  const { id } = await makeArticle(cast.owner, { sections: [{ heading: '做法', body: body(text) }] });
  personal = ['/desk', `/desk/articles/${id}`, `/api/articles/${id}`, '/api/cases?limit=100'];
});

function decoded({ headers, bytes }: Answer): string {
  if (headers['content-encoding'] === 'br') return brotliDecompressSync(bytes).toString();
  return headers['content-encoding'] === 'gzip' ? gunzipSync(bytes).toString() : bytes.toString();
}

test.each([['br', 'gzip, deflate, br, zstd'], ['gzip', 'gzip, deflate'], [undefined, 'identity'], [undefined, 'br;q=0'], ['gzip', 'br;q=0.1, gzip']])('%s for who sends "%s"', async (encoding, header) => {
  for (const path of personal) {
    const plain = await as(cast.owner).get(path);
    expect(plain.status, path).toBe(200);
    expect(plain.headers).toMatchObject({ vary: 'Accept-Encoding', 'content-length': String(plain.bytes.length) });
    const answer = await as(cast.owner).get(path, { 'accept-encoding': header });
    expect([answer.headers['content-encoding'], answer.headers.vary, answer.headers['content-length']], path).toEqual([encoding, 'Accept-Encoding', String(answer.bytes.length)]);
    // A page carries a nonce that is new each time, and Next's pieces of it come in no fixed order.
    if (path.startsWith('/api/')) expect(decoded(answer) === plain.text, path).toBe(true);
    else expect(decoded(answer).slice(-7), path).toBe('</html>');
    if (encoding) expect(answer.bytes.length, path).toBeLessThan(plain.bytes.length / 2);
  }
});

test('a short answer leaves as it is', async () => {
  const answer = await visitor.get('/api/health', { 'accept-encoding': 'gzip, br' });
  expect([answer.status, answer.headers['content-encoding']]).toEqual([200, undefined]);
});

test('a problem is compressed like any answer, and an answer without a body is none', async () => {
  const answer = await as(cast.owner).patch(`/api/articles/${personal[2]!.split('/').at(-1)}`, { version: 99 }, { 'accept-encoding': 'gzip' });
  expect(answer.status).toBe(409);
  expect(JSON.parse(decoded(answer))).toMatchObject({ status: 409 });
  const head = await as(cast.owner).send('HEAD', personal[2]!, undefined, { 'accept-encoding': 'gzip' });
  expect([head.status, head.bytes.length, head.headers['content-encoding']]).toEqual([200, 0, 'gzip']);
});

test('what a page of another site asks for leaves uncompressed: its length must tell nothing of what stands in it', async () => {
  for (const path of personal) {
    for (const site of ['cross-site', 'same-site']) {
      const answer = await as(cast.owner).get(path, { 'accept-encoding': 'gzip, br', 'sec-fetch-site': site });
      expect([answer.status, answer.headers['content-encoding']], `${path} ${site}`).toEqual([200, undefined]);
    }
    const own = await as(cast.owner).get(path, { 'accept-encoding': 'gzip, br', 'sec-fetch-site': 'same-origin' });
    expect(own.headers['content-encoding']).toBe('br');
  }
});
