import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { LIMITS } from '../../lib/platform/limits';
import { findings, problem } from '../support/answers';
import { as, visitor, type Client } from '../support/client';
import { fingerprint, storesNothing } from '../support/database';
import { nameOf, pathOf, personOf, setScene, WITH_BODY, WRITES, type Endpoint, type Scene } from '../support/endpoints';
import { openRaw } from '../support/raw';
import { site } from '../support/site';
import { signIn } from '../support/people';

let scene: Scene;
beforeAll(async () => {
  scene = await setScene();
});

function entitled(endpoint: Endpoint): Client {
  const person = personOf(endpoint, scene);
  return person ? as(person) : visitor;
}

const nested = (depth: number) => `${'['.repeat(depth)}${']'.repeat(depth)}`;
const nestedObjects = (depth: number) => `${'{"a":'.repeat(depth)}1${'}'.repeat(depth)}`;
const JSON_TYPE = { 'content-type': 'application/json' };

describe.each(WITH_BODY.map((endpoint) => [nameOf(endpoint), endpoint] as const))('%s', (_name, endpoint) => {
  const sendRaw = (body: string | Uint8Array, headers: Record<string, string> = JSON_TYPE) =>
    entitled(endpoint).send(endpoint.method, pathOf(endpoint, scene), body, headers);

  let before: string;
  beforeEach(async () => {
    before = await fingerprint();
  });
  afterEach(async () => {
    expect(await fingerprint(), 'a hash of the database').toBe(before);
  });

  test('takes nothing but JSON: 415', async () => {
    const body = JSON.stringify(await endpoint.body?.(scene));
    for (const type of ['text/plain', 'application/x-www-form-urlencoded', 'multipart/form-data; boundary=x', 'application/jsonp', 'text/json', 'application/json, text/plain', '']) {
      expect(problem(await sendRaw(body, { 'content-type': type }), 415).code, type).toBe('unsupported_media_type');
    }
  });

  test('what is no JSON in UTF-8 is 400', async () => {
    const broken = ['', '{', '{"title":', 'undefined', "{'title':1}", '{"a":1}}', 'NaN', '{"a":1,}', '\u0000'];
    for (const body of broken) expect(problem(await sendRaw(body), 400).code, body).toBe('malformed');
    const bytes = [Buffer.from([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d]), Buffer.from('{"a":"\u4e2d"}', 'utf16le'), Buffer.from([0x22, 0xed, 0xa0, 0x80, 0x22])];
    for (const body of bytes) expect(problem(await sendRaw(body), 400).code, body.toString('hex')).toBe('malformed');
  });

  test('what is no object is 422', async () => {
    for (const body of ['null', 'true', '0', '1e999', '"text"', '[]', '[{}]', '"\\ud800"']) {
      expect(findings(await sendRaw(body)), body).toEqual([' invalid_type']);
    }
  });

  test('nesting 50,000 deep is 422 before any schema sees it', async () => {
    for (const body of [nested(50_000), nestedObjects(50_000), nested(LIMITS.request.depth + 2)]) {
      expect(findings(await sendRaw(body))).toEqual([' too_deep']);
    }
  });

  test('keys that no schema knows are refused, each by its path', async () => {
    const given = JSON.stringify(await endpoint.body?.(scene)).slice(0, -1);
    const answer = await sendRaw(`${given},"constructor":1,"a/b~c":1,"ownerId":"${scene.admin.id}"}`);
    expect(findings(answer)).toEqual(expect.arrayContaining(['/constructor unrecognized_key', '/a~1b~0c unrecognized_key', '/ownerId unrecognized_key']));
    expect(findings(answer).filter((text) => !text.endsWith('unrecognized_key'))).toEqual([]);
  });

  test('an operator, a list or a number in place of any value is 422 at that value', async () => {
    const right = (await endpoint.body?.(scene)) ?? {};
    const nullable = ['regionCode', 'organisation', 'year', 'category', 'after'];
    for (const key of Object.keys(right)) {
      const wrong: unknown[] = [{ not: '' }, [{ not: '' }], true, 1e308];
      for (const value of nullable.includes(key) ? wrong : [...wrong, null]) {
        const found = findings(await sendRaw(JSON.stringify({ ...right, [key]: value })));
        expect(found.length, `${key}: ${JSON.stringify(value)}`).toBeGreaterThan(0);
        for (const line of found) expect(line, JSON.stringify(value)).toMatch(new RegExp(`^/${key}[ /]`));
      }
    }
  });

  test('a wrong type in every field at once gives a finding for each', async () => {
    const right = (await endpoint.body?.(scene)) ?? {};
    const found = findings(await sendRaw(JSON.stringify(Object.fromEntries(Object.keys(right).map((key) => [key, { not: '' }])))));
    expect(new Set(found.map((line) => line.split(/[ /]/)[1]))).toEqual(new Set(Object.keys(right)));
  });

  test('a body that says it is 30 MB is 413 before it is sent', async () => {
    const raw = openRaw(site.origin);
    raw.write(await head(endpoint, [`Content-Length: ${30 * 1024 * 1024}`]));
    raw.write('{"title":"');
    expect(await raw.status()).toBe(413);
    raw.close();
  });
});

test('a __proto__ key is refused where it stands, however it is spelt', async () => {
  const bodies: [string, string][] = [
    ['{"__proto__":{"title":"geerbt","stage":"APPROVED"}}', '/__proto__'],
    ['{"\\u005f_proto__":1}', '/__proto__'],
    ['{"title":"a","sections":[{},{"heading":"b","__proto__":null}]}', '/sections/1/__proto__'],
    ['{"sections":[{"body":{"type":"doc","schemaVersion":1,"content":[],"__proto__":[]}}]}', '/sections/0/body/__proto__'],
  ];
  for (const [body, path] of bodies) {
    const answer = await storesNothing(() => as(scene.owner).post('/api/articles', body, JSON_TYPE));
    expect(findings(answer), body).toEqual([`${path} forbidden_key`]);
  }
});

test('however many things are wrong, they are answered in few words', async () => {
  const keys = JSON.stringify(Object.fromEntries(Array.from({ length: 2_000 }, (_, n) => [`unknown-${n}`, n])));
  const protos = `{"a":[${Array.from({ length: 5_000 }, () => '{"__proto__":1}').join(',')}]}`;
  for (const body of [keys, protos]) {
    const answer = await visitor.post('/api/registration', body, JSON_TYPE);
    expect(findings(answer).length).toBeLessThanOrEqual(100);
    expect(answer.text.length, body.slice(0, 40)).toBeLessThan(100_000);
  }
  const paragraphs = Array.from({ length: 4_000 }, () => ({ type: 'nothing' }));
  const answer = await as(scene.owner).post('/api/articles', { sections: [{ body: { type: 'doc', schemaVersion: 1, content: paragraphs } }] });
  expect(findings(answer).length).toBeLessThanOrEqual(100);
});

test('a body of 30 MB in chunks, without a length, is 413 once the cap is passed', async () => {
  const chunk = Buffer.alloc(64 * 1024, 'a');
  const framed = Buffer.concat([Buffer.from(`${chunk.length.toString(16)}\r\n`), chunk, Buffer.from('\r\n')]);
  for (const endpoint of WITH_BODY) {
    const raw = openRaw(site.origin);
    raw.write(await head(endpoint, ['Transfer-Encoding: chunked']));
    // A little more than the cap, and never the end.
    for (let sent = 0; sent <= LIMITS.request.bytes; sent += chunk.length) raw.write(framed);
    expect(await raw.status(), nameOf(endpoint)).toBe(413);
    raw.close();
  }
});

test('a body of exactly the cap is read', async () => {
  const body = `{"title":"${' '.repeat(LIMITS.request.bytes - '{"title":""}'.length)}"}`;
  expect((await as(scene.owner).post('/api/articles', body, JSON_TYPE)).status).toBe(201);
  expect(problem(await as(scene.owner).post('/api/articles', `${body} `, JSON_TYPE), 413).code).toBe('too_large');
});

test('endpoints without a body pay none any heed, and still refuse other sites', async () => {
  for (const endpoint of WRITES.filter(({ body }) => !body)) {
    const answer = await entitled(endpoint).send(endpoint.method, pathOf(endpoint, scene), nested(50_000), { 'content-type': 'text/plain', origin: 'https://evil.example' });
    expect(answer.status, nameOf(endpoint)).toBe(403);
  }
});

async function head(endpoint: Endpoint, headers: string[]): Promise<string> {
  const person = personOf(endpoint, scene);
  const cookie = person ? [`Cookie: ${await signIn(person)}`] : [];
  return [`${endpoint.method} ${pathOf(endpoint, scene)} HTTP/1.1`, 'Host: 127.0.0.1', 'Content-Type: application/json', ...cookie, ...headers, '', ''].join('\r\n');
}
