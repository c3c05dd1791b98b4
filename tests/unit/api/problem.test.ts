import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { DomainError, ERROR_STATUS, conflict, invalid, type ErrorCode } from '../../../lib/platform/errors';
import { fromZod } from '../../../lib/i18n/findings';
import { finding, pointer } from '../../../lib/platform/findings';
import { problemBody, problemResponse, toDomainError } from '../../../lib/api/problem';
import { words } from '../../../lib/i18n/words';

describe('an error on its way out', () => {
  test.each(Object.entries(ERROR_STATUS))('%s becomes problem+json with status %i and words', async (code, status) => {
    const response = problemResponse(new DomainError(code as ErrorCode), 'request-1');
    expect(response.status).toBe(status);
    expect(response.headers.get('content-type')).toBe('application/problem+json; charset=utf-8');
    expect(response.headers.get('cache-control')).toBe('private, no-store');
    expect(await response.json()).toEqual({ type: `/problems/${code}`, title: words().errors.titles[code as ErrorCode], status, code, requestId: 'request-1' });
  });

  test('says why, what is wrong, how things stand and when to come back', () => {
    expect(problemBody(conflict('stale_version', { version: 2 }), 'r')).toMatchObject({ reason: 'stale_version', detail: words().errors.conflicts.stale_version, current: { version: 2 } });
    const findings = [finding(['title'], 'title_missing')];
    expect(problemBody(invalid(findings), 'r')).toMatchObject({ errors: findings });
    expect(problemResponse(new DomainError('too_many_requests', { retryAfter: 7 }), 'r').headers.get('retry-after')).toBe('7');
  });

  test('a fault keeps its words to itself', () => {
    const error = toDomainError(new Error('password of the database is geheim'));
    expect(error.code).toBe('internal');
    expect(JSON.stringify(problemBody(error, 'r'))).not.toContain('geheim');
  });

  test.each([
    Object.assign(new Error('x'), { code: 'P1001' }),
    Object.assign(new Error('x'), { code: 'ECONNREFUSED' }),
    Object.assign(new Error('x'), { code: '57P01' }),
    new Error('outer', { cause: Object.assign(new Error('inner'), { code: 'ECONNRESET' }) }),
    new AggregateError([Object.assign(new Error('inner'), { code: 'ECONNREFUSED' })]),
    new Error('timeout exceeded when trying to connect'),
  ])('a database that is away (%s) is 503 with Retry-After', (error) => {
    const { code, details } = toDomainError(error);
    expect(code).toBe('unavailable');
    expect(details.retryAfter).toBeGreaterThan(0);
  });

  test.each([null, undefined, 'text', 42, {}, Object.assign(new Error('x'), { code: 'P2002' }), Object.assign(new Error('x'), { code: '23505' }), Object.assign(new Error('x'), { code: 'ENOENT' })])('anything else (%s) is a fault', (thrown) => {
    expect(toDomainError(thrown).code).toBe('internal');
  });

  test('a loop of causes comes to an end', () => {
    const error = new Error('x');
    error.cause = error;
    expect(toDomainError(error).code).toBe('internal');
  });
});

describe('findings', () => {
  test('have JSON Pointers as paths', () => {
    expect(pointer([])).toBe('');
    expect(pointer(['sections', 0, 'heading'])).toBe('/sections/0/heading');
    expect(pointer(['a/b', '~', '~1', ''])).toBe('/a~1b/~0/~01/');
  });

  test('name every issue of a schema, each unknown key for itself, and a hundred at most', () => {
    const schema = z.strictObject({ a: z.string(), b: z.object({ c: z.number().max(1) }) });
    const found = fromZod(schema.safeParse({ a: 1, b: { c: 2 }, 'x/y': 1, z: 1 }).error!);
    expect(found.map(({ path, code }) => `${path} ${code}`)).toEqual(['/a invalid_type', '/b/c too_big', '/x~1y unrecognized_key', '/z unrecognized_key']);
    for (const { message } of found) expect(message).toMatch(/[\u4e00-\u9fff]/);
    const many = z.array(z.string()).safeParse(Array.from({ length: 500 }, (_, n) => n));
    expect(fromZod(many.error!)).toHaveLength(100);
    const keys = z.strictObject({}).safeParse(Object.fromEntries(Array.from({ length: 500 }, (_, n) => [`k${n}`, n])));
    expect(fromZod(keys.error!).length).toBeLessThanOrEqual(100);
  });
});
