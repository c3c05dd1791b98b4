import { Agent } from 'node:http';
import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import { problem, type ArticleView } from '../support/answers';
import { makeArticle, readArticle } from '../support/articles';
import { send, type Answer } from '../support/client';
import { eventually } from '../support/eventually';
import { createUser, signIn, unique, type Person } from '../support/people';
import { openRaw } from '../support/raw';
import { startSite, type Site } from '../support/site-process';
import { site } from '../support/site';

let owner: Person;
let article: ArticleView;
/** A second instance on this worker's database, to be stopped. */
let own: Site;

beforeAll(async () => {
  owner = await createUser('EDITOR');
});
afterEach(async () => {
  await own.stop();
});

async function start(env: Record<string, string>): Promise<void> {
  own = await startSite({ databaseUrl: site.databaseUrl, secret: site.secret, env });
  article = await makeArticle(owner);
}

const get = (path: string, agent: Agent | false = false): Promise<Answer> => send('GET', path, { origin: own.origin, agent });
const refusesConnections = () => get('/api/health').then(() => false, (error: NodeJS.ErrnoException) => error.code === 'ECONNREFUSED');

describe.each([
  ['one process', {}],
  ['a supervisor with two workers', { WEB_CONCURRENCY: '2' }],
] as [string, Record<string, string>][])('%s, told to stop', (_, env) => {
  test('answers a save of which half had come, and ends well', async () => {
    await start(env);
    const title = unique('half-sent');
    const body = JSON.stringify({ version: article.version, title });
    const half = Math.floor(body.length / 2);
    const raw = openRaw(own.origin);
    const head = ['Host: a', 'Content-Type: application/json', `Cookie: ${await signIn(owner)}`, `Content-Length: ${Buffer.byteLength(body)}`, 'Expect: 100-continue'];
    raw.write(`PATCH /api/articles/${article.id} HTTP/1.1\r\n${head.join('\r\n')}\r\n\r\n`);
    // The request has been accepted; its body has not come.
    await raw.received(/^HTTP\/1\.1 100 /);
    raw.write(Buffer.from(body).subarray(0, half));

    own.signal('SIGTERM');
    await eventually(refusesConnections, (refused) => refused);
    expect((await readArticle(owner, article.id)).title).not.toBe(title);
    raw.write(Buffer.from(body).subarray(half));
    expect(await raw.status()).toBe(200);
    const answer = await raw.all();
    expect(answer).toMatch(/\r\nConnection: close\r\n/i);
    expect(answer).toContain(title);
    expect((await readArticle(owner, article.id)).title).toBe(title);
    expect(await own.exit()).toBe(0);
  });

  test('says first that it is not ready, answers all the same, and ends every connection with its answer', async () => {
    await start({ ...env, STOP_DELAY: '4' });
    const agents = Array.from({ length: 4 }, () => new Agent({ keepAlive: true, maxSockets: 1 }));
    for (const agent of agents) expect((await get('/api/health', agent)).headers.connection).not.toBe('close');
    own.signal('SIGHUP');
    const unready = await eventually(() => get('/api/health/ready'), ({ status }) => status !== 200);
    expect(problem(unready, 503)).toMatchObject({ code: 'unavailable', dependencies: { process: 'stopping', database: 'up' } });
    // New connections, and those that were there before.
    for (const agent of [false as const, false as const, ...agents]) {
      const answer = await get('/api/cases', agent);
      expect(answer.status).toBe(200);
      expect(answer.headers.connection).toBe('close');
    }
    expect(await own.exit()).toBe(0);
    expect(await refusesConnections()).toBe(true);
  });

  test('does not wait for connections on which nothing is asked', async () => {
    await start(env);
    const [mute, idle] = [openRaw(own.origin), openRaw(own.origin)];
    idle.write('GET /api/health HTTP/1.1\r\nHost: a\r\n\r\n');
    expect(await idle.status()).toBe(200);
    own.signal('SIGINT');
    expect(await own.exit()).toBe(0);
    expect(await mute.all()).toBe('');
    expect(await idle.all()).toMatch(/^HTTP\/1\.1 200 /);
  });
});
