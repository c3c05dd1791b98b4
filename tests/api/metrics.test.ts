import { connect } from 'node:net';
import { once } from 'node:events';
import { afterAll, beforeAll, describe, expect, inject, test } from 'vitest';
import { PATTERNS } from '../../lib/platform/routes/table';
import { send, type Answer } from '../support/client';
import { cloneDatabase } from '../support/clone-database';
import { eventually } from '../support/eventually';
import { readMetrics } from '../support/metrics';
import { parseMetrics, sumOf } from '../support/metrics-text';
import { unique } from '../support/people';
import { site } from '../support/site';
import { startSite, type Site } from '../support/site-process';

const TOKEN = 'a token of sixteen and more';
const REQUESTS = 'anli_http_request_duration_seconds_count';

/** A site that has a token; the worker's own has none. */
let guarded: Site;
beforeAll(async () => {
  guarded = await startSite({ databaseUrl: await cloneDatabase(inject('template'), unique('metrics')), env: { METRICS_TOKEN: TOKEN } });
});
afterAll(() => guarded.stop());

/** What differs from one request to the next, and nothing else. */
const lasting = ({ 'x-request-id': _id, date: _date, ...headers }: Answer['headers']) => headers;

async function expectUnknown(answer: Answer, origin: string, method = 'GET') {
  const unknown = await send(method, '/metricz', { origin });
  expect(answer.status).toBe(method === 'GET' ? 404 : 405);
  expect(answer.text).toBe(unknown.text);
  expect(lasting(answer.headers)).toEqual(lasting(unknown.headers));
}

describe('without a token', () => {
  test('this machine reads them', async () => {
    const answer = await send('GET', '/metrics');
    expect(answer.status).toBe(200);
    expect(answer.headers['content-type']).toBe('text/plain; version=0.0.4; charset=utf-8');
    expect(answer.headers['cache-control']).toBe('no-store');
    expect(parseMetrics(answer.text).length).toBeGreaterThan(50);
  });

  test('HEAD tells its headers', async () => {
    const answer = await send('HEAD', '/metrics');
    expect(answer.status).toBe(200);
    expect(answer.text).toBe('');
  });

  test.each([
    ['x-forwarded-for', '127.0.0.1'],
    ['x-forwarded-host', 'cases.example'],
    ['forwarded', 'for=127.0.0.1'],
    ['x-real-ip', '127.0.0.1'],
    ['via', '1.1 proxy'],
    ['host', 'cases.example'],
    ['host', '127.0.0.1.cases.example'],
  ])('a request that says %s: %s did not come from here: the address is unknown', async (name, value) => {
    await expectUnknown(await send('GET', '/metrics', { headers: { [name]: value } }), site.origin);
  });

  test.each(['POST', 'PUT', 'DELETE'])('%s is refused as anywhere', async (method) => {
    await expectUnknown(await send(method, '/metrics'), site.origin, method);
  });
});

describe('with a token', () => {
  const ask = (headers: Record<string, string> = {}) => send('GET', '/metrics', { origin: guarded.origin, headers });

  test('who shows it reads them, from anywhere', async () => {
    const answer = await ask({ authorization: `Bearer ${TOKEN}`, 'x-forwarded-for': '203.0.113.9', host: 'cases.example' });
    expect(answer.status).toBe(200);
    expect(parseMetrics(answer.text).length).toBeGreaterThan(50);
  });

  test.each(['', 'Bearer', 'Bearer ', `Bearer ${TOKEN.slice(0, -1)}`, `Bearer ${TOKEN}x`, `bearer ${TOKEN}`, `Basic ${TOKEN}`, TOKEN])(
    'who says "%s" does not, on this machine neither',
    async (authorization) => {
      await expectUnknown(await ask(authorization === '' ? {} : { authorization }), guarded.origin);
    },
  );
});

test('every finished request is counted once, by method, pattern and status', async () => {
  const before = await readMetrics();
  await send('GET', '/api/cases?limit=1');
  await send('GET', '/api/cases?limit=wrong');
  await send('GET', '/cases/999999');
  await send('HEAD', '/c');
  await send('PURGE', '/c').catch(() => undefined);
  const after = await readMetrics();
  const counted = (labels: Record<string, string>) => sumOf(after, REQUESTS, labels) - sumOf(before, REQUESTS, labels);
  expect(counted({ method: 'GET', route: '/api/cases', status: '200' })).toBe(1);
  expect(counted({ method: 'GET', route: '/api/cases', status: '422' })).toBe(1);
  expect(counted({ method: 'GET', route: '/cases/[number]', status: '404' })).toBe(1);
  expect(counted({ method: 'HEAD', route: '/c', status: '200' })).toBe(1);
  expect(counted({ method: 'OTHER', route: '/c', status: '405' })).toBe(1);
});

test('a request that its client gave up is counted as such, and is not in flight for ever', { timeout: 120_000 }, async () => {
  // What other tests have left half-sent is cut by its time-out.
  await eventually(readMetrics, (samples) => sumOf(samples, 'anli_http_requests_in_flight') === 1, { patience: 90_000 });
  const before = sumOf(await readMetrics(), REQUESTS, { status: 'aborted' });
  const { hostname, port } = new URL(site.origin);
  const socket = connect({ host: hostname, port: Number(port) });
  await once(socket, 'connect');
  // The body never comes, so the server cannot have answered before we go.
  socket.write('POST /api/registration HTTP/1.1\r\nHost: x\r\nContent-Type: application/json\r\nContent-Length: 9\r\n\r\n');
  await eventually(readMetrics, (samples) => sumOf(samples, 'anli_http_requests_in_flight') === 2);
  socket.destroy();
  const after = await eventually(readMetrics, (samples) => sumOf(samples, 'anli_http_requests_in_flight') === 1);
  expect(sumOf(after, REQUESTS, { status: 'aborted' }) - before).toBe(1);
});

test('whatever addresses are asked for, the labels stay those of the table', async () => {
  const hostile = Array.from({ length: 12 }, (_, n) => [`/${n}`, `/cases/${n}x`, `/api/${n}`, `/c/%E4%B9${n}`, `/desk/${n}/../${n}`, `/?${n}=${n}`, `//${n}"\\`]).flat();
  for (const address of hostile) await send('GET', address).catch(() => undefined);
  const table = new Set<string>([...PATTERNS, '-']);
  const routes = new Set((await readMetrics()).flatMap(({ labels }) => labels.route ?? []));
  expect([...routes].filter((route) => !table.has(route))).toEqual([]);
});

test('pool, page cache, event loop and process tell how they stand', async () => {
  const names = new Set((await readMetrics()).map(({ name }) => name));
  for (const name of ['connections', 'idle', 'waiting']) expect(names).toContain(`anli_database_pool_${name}`);
  for (const name of ['hits_total', 'misses_total', 'coalesced_total', 'dropped_total', 'bytes', 'entries']) expect(names).toContain(`anli_page_cache_${name}`);
  for (const name of ['anli_database_pool_wait_seconds_count', 'anli_workers', 'nodejs_eventloop_lag_p99_seconds', 'process_resident_memory_bytes', 'process_cpu_seconds_total']) {
    expect(names).toContain(name);
  }
});
