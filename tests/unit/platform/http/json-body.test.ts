import { describe, expect, test } from 'vitest';
import { isDomainError, type ErrorCode } from '../../../../lib/platform/errors';
import { deeperThan, readCapped, readJson } from '../../../../lib/platform/http/json-body';
import { LIMITS } from '../../../../lib/platform/limits';

function post(body: BodyInit, headers: Record<string, string> = { 'content-type': 'application/json' }): Request {
  return new Request('http://own.invalid/', { method: 'POST', body, headers });
}

async function codeOf(work: Promise<unknown>): Promise<ErrorCode | 'nothing'> {
  try {
    await work;
    return 'nothing';
  } catch (error) {
    if (!isDomainError(error)) throw error;
    return error.code;
  }
}

/** A body that counts how much of it was taken, and never ends by itself. */
function endless(chunk: Uint8Array): { stream: ReadableStream<Uint8Array>; taken(): number; cancelled(): boolean } {
  let taken = 0;
  let cancelled = false;
  const stream = new ReadableStream<Uint8Array>({
    pull: (controller) => {
      taken += chunk.length;
      controller.enqueue(chunk);
    },
    cancel: () => {
      cancelled = true;
    },
  }, { highWaterMark: 0 });
  return { stream, taken: () => taken, cancelled: () => cancelled };
}

describe('readJson', () => {
  test.each(['application/json', 'application/json; charset=utf-8', 'APPLICATION/JSON;charset=UTF-8', 'application/json ;x=y'])('takes %s', async (type) => {
    expect(await readJson(post('{"a":[1,"二"]}', { 'content-type': type }))).toEqual({ a: [1, '二'] });
  });

  test.each(['text/plain', 'application/jsonp', 'application/json-patch+json', 'text/plain; application/json', 'application/x-www-form-urlencoded', ''])('refuses %s', async (type) => {
    expect(await codeOf(readJson(post('{}', { 'content-type': type })))).toBe('unsupported_media_type');
  });

  test('refuses a body without a type', async () => {
    expect(await codeOf(readJson(post(Buffer.from('{}'), {})))).toBe('unsupported_media_type');
  });

  test.each([
    ['nothing', ''],
    ['half an object', '{"a":'],
    ['bytes that are no UTF-8', new Uint8Array([0x22, 0xff, 0x22])],
    ['an encoded surrogate', new Uint8Array([0x22, 0xed, 0xa0, 0x80, 0x22])],
    ['UTF-16', new Uint8Array(Buffer.from('{"a":1}', 'utf16le'))],
  ])('calls %s malformed', async (_what, body) => {
    expect(await codeOf(readJson(post(body)))).toBe('malformed');
  });

  test('takes what is as deep as the limit and refuses one level more, in lists and objects', async () => {
    const { depth } = LIMITS.request;
    for (const [open, close] of [['[', ']'], ['{"a":', '}']] as const) {
      const nested = (levels: number) => `${open.repeat(levels)}1${close.repeat(levels)}`;
      expect(await codeOf(readJson(post(nested(depth))))).toBe('nothing');
      expect(await codeOf(readJson(post(nested(depth + 1))))).toBe('invalid');
    }
  });
});

describe('readCapped', () => {
  test('reads all that is within the cap', async () => {
    expect(await readCapped(post('12345'), 5)).toEqual(Buffer.from('12345'));
    expect((await readCapped(new Request('http://own.invalid/', { method: 'POST' }), 5)).byteLength).toBe(0);
  });

  test('stops an endless body soon after the cap, whatever its Content-Length says', async () => {
    for (const headers of [{}, { 'content-length': '1' }]) {
      const { stream, taken, cancelled } = endless(new Uint8Array(1_000));
      const request = new Request('http://own.invalid/', { method: 'POST', body: stream, headers, duplex: 'half' } as RequestInit);
      expect(await codeOf(readCapped(request, 10_000))).toBe('too_large');
      expect(taken()).toBeLessThanOrEqual(13_000);
      expect(cancelled()).toBe(true);
    }
  });

  test('believes a Content-Length over the cap without reading', async () => {
    const { stream, taken } = endless(new Uint8Array(1_000));
    const request = new Request('http://own.invalid/', { method: 'POST', body: stream, headers: { 'content-length': '10001' }, duplex: 'half' } as RequestInit);
    expect(await codeOf(readCapped(request, 10_000))).toBe('too_large');
    expect(taken()).toBe(0);
  });
});

describe('deeperThan', () => {
  test('counts levels of lists and objects alike', () => {
    const cases: [unknown, number][] = [[1, 0], [null, 0], ['[[[[', 0], [[], 0], [[1], 1], [{ a: [1] }, 2], [[[], [[1]]], 3], [{ a: 1, b: { c: { d: 1 } } }, 3]];
    for (const [value, depth] of cases) {
      expect(deeperThan(value, depth), JSON.stringify(value)).toBe(false);
      if (depth > 0) expect(deeperThan(value, depth - 1), JSON.stringify(value)).toBe(true);
    }
  });

  test('needs no stack: a hundred thousand levels', () => {
    expect(deeperThan(JSON.parse('['.repeat(100_000) + ']'.repeat(100_000)), 99_998)).toBe(true);
  });
});
