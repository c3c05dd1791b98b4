import { Client } from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest';
import { send, type Answer } from '../support/client';
import { cloneDatabase } from '../support/clone-database';
import { eventually } from '../support/eventually';
import { logged, logLines, type LogLine } from '../support/log-lines';
import { unique } from '../support/people';
import { layCable, type Cable } from '../support/proxy';
import { startSite, type Site } from '../support/site-process';

/** A site of this file's own that logs everything, with a cable to its database that can be pulled out. */
let own: Site;
let cable: Cable;
let database: Client;

beforeAll(async () => {
  const url = await cloneDatabase(inject('template'), unique('log'));
  database = new Client({ connectionString: url });
  await database.connect();
  cable = await layCable(url);
  own = await startSite({ databaseUrl: cable.url, env: { LOG_LEVEL: 'debug' } });
});
afterEach(async () => {
  await cable.mend();
  await eventually(() => get('/api/health/ready'), ({ status }) => status === 200);
});
afterAll(async () => {
  await own.stop();
  await cable.cut();
  await database.end();
});

const get = (path: string, headers: Record<string, string> = {}) => send('GET', path, { origin: own.origin, headers });
const idOf = ({ headers }: Answer) => String(headers['x-request-id']);
const lineOf = (answer: Answer, msg = 'request') => logged(own, (line) => line.msg === msg && line.requestId === idOf(answer));

test('a finished request is one line with the id that its answer carries', async () => {
  const answer = await get('/c');
  const line = await lineOf(answer);
  expect(line).toEqual({
    // A machine that is busy with other things may take a second for its first page, which is worth a line unasked.
    level: Number(line.ms) >= 1_000 ? 30 : 20,
    time: expect.stringMatching(/^\d{4}-\d\d-\d\dT/),
    msg: 'request',
    method: 'GET',
    route: '/c',
    status: 200,
    ms: expect.any(Number),
    requestId: idOf(answer),
    bytes: expect.any(Number),
    queries: 1,
    queryMs: expect.any(Number),
  });
  expect(line.bytes).toBeGreaterThan(Buffer.byteLength(answer.text));
  expect(logLines(own).filter(({ requestId }) => requestId === idOf(answer))).toHaveLength(1);
});

test('nothing of an address, query, cookie, header or body is in it', async () => {
  const mark = unique('secret');
  const headers = { cookie: `next-auth.session-token=${mark}`, authorization: `Bearer ${mark}`, 'user-agent': mark, referer: `http://x/${mark}`, 'content-type': 'application/json' };
  const requests = [
    get(`/cases/${mark}?q=${mark}`, headers),
    get(`/api/cases?cursor=${mark}`, headers),
    get(`/${mark}?${mark}`, headers),
    send('POST', '/api/registration', { origin: own.origin, headers, body: { email: mark, name: mark, password: mark } }),
  ];
  for (const answer of await Promise.all(requests)) await lineOf(answer);
  expect(own.output()).not.toContain(mark);
});

/** Holds a table against all readers until `ask` has waited for 300 ms, as PostgreSQL counts them. */
async function whileLocked(table: string, ask: () => Promise<Answer>): Promise<Answer> {
  await database.query(`BEGIN; LOCK TABLE "${table}" IN ACCESS EXCLUSIVE MODE`);
  const answer = ask();
  const waiting = `SELECT 1 FROM pg_stat_activity WHERE application_name = 'anli' AND datname = current_database() AND wait_event_type = 'Lock' AND clock_timestamp() - query_start > interval '300 ms'`;
  // Inside of a transaction PostgreSQL shows who does what as it was at the first look.
  await eventually(async () => {
    await database.query('SELECT pg_stat_clear_snapshot()');
    return (await database.query(waiting)).rowCount;
  }, (rows) => rows === 1);
  await database.query('COMMIT');
  return answer;
}

test('a slow query is told with its route, its request and its text, without its values', async () => {
  const answer = await whileLocked('Article', () => get('/api/cases/987654'));
  expect(answer.status).toBe(404);
  const line = await lineOf(answer, 'slow query');
  expect(line).toMatchObject({ level: 40, route: '/api/cases/[number]' });
  expect(line.ms).toBeGreaterThanOrEqual(300);
  expect(line.sql).toMatch(/"Article".*\$1/s);
  expect(JSON.stringify(line)).not.toContain('987654');
});

describe('with the database away', () => {
  test.each(['/c/none', '/cases/100001', '/collections/100001'])('%s is a warning and a reason, each one line', async (path) => {
    await cable.cut();
    const answer = await get(path);
    expect(answer.status).toBe(503);
    const line = await lineOf(answer);
    expect(line).toMatchObject({ level: 40, status: 503 });
    const reason = await lineOf(answer, 'page without its database');
    // Whether it was noticed by a page that was being rendered, or before there was one.
    expect(reason).toMatchObject({ level: 40, requestId: idOf(answer) });
  });

  test('the API is a warning, and every line of the whole log is one of ours', async () => {
    await cable.cut();
    const answers = [await get('/api/cases/100001'), await get('/api/health/ready'), await get('/desk'), await get('/account')];
    const lines: LogLine[] = [];
    for (const answer of answers) lines.push(await lineOf(answer));
    expect(lines.slice(0, 2)).toMatchObject([{ level: 40, status: 503 }, { level: 40, status: 503 }]);
    expect(logLines(own).length).toBeGreaterThan(0);
  });
});
