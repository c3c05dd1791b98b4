import { Agent } from 'node:http';
import { afterAll, beforeAll, describe, expect, onTestFinished, test } from 'vitest';
import { readEnv } from '../../lib/platform/env';
import { Acceptor } from '../../server/processes/acceptor';
import { Workers } from '../../server/processes/workers';
import { data, type ArticleView } from '../support/answers';
import { makeArticle, makePublished } from '../support/articles';
import { send, type Answer } from '../support/client';
import { eventually } from '../support/eventually';
import { createCast, signIn, unique, type Cast } from '../support/people';
import { workersOf } from '../support/process-tree';
import { startSite, type Site } from '../support/site-process';
import { site } from '../support/site';

let own: Site;
let cast: Cast;
beforeAll(async () => {
  own = await startSite({ databaseUrl: site.databaseUrl, secret: site.secret, env: { WEB_CONCURRENCY: '2', LOG_LEVEL: 'info' } });
  cast = await createCast();
});
afterAll(async () => {
  await own.stop();
});

const get = (path: string, agent: Agent | false = false): Promise<Answer> => send('GET', path, { origin: own.origin, agent });
/** What its log says, of the lines that are JSON. */
const logged = () => own.output().split('\n').flatMap((line) => (line.startsWith('{') ? [JSON.parse(line) as { msg: string; worker?: number; by?: string; instead?: number }] : []));
const saying = (msg: string) => logged().filter((line) => line.msg === msg);
const twoWorkers = () => eventually(async () => workersOf(own.pid), (pids) => pids.length === 2);

describe('a supervisor with two workers', () => {
  test('says how many there are; one that hangs holds up a single connection', async () => {
    expect(own.output()).toMatch(/^workers: 2;/m);
    expect(own.output().trim()).toMatch(/^Anli is ready at http:\/\/127\.0\.0\.1:\d+$/m);
    expect(await twoWorkers()).toHaveLength(2);
    // One is paused and can take one connection at most without answering: whatever more is answered comes from the other.
    const [paused] = await twoWorkers();
    process.kill(paused!, 'SIGSTOP');
    onTestFinished(() => void process.kill(paused!, 'SIGCONT'));
    const answers = Array.from({ length: 8 }, () => get('/api/health'));
    let answered = 0;
    for (const answer of answers) void answer.then(() => (answered += 1));
    await eventually(async () => answered, (count) => count === 7);
    process.kill(paused!, 'SIGCONT');
    for (const { status } of await Promise.all(answers)) expect(status).toBe(200);
  });

  test('replaces a worker that dies, says so, and loses no connection that it had not taken', async () => {
    const [victim, other] = await twoWorkers();
    process.kill(victim!, 'SIGSTOP');
    const answers = Array.from({ length: 8 }, () => get('/api/health'));
    let answered = 0;
    for (const answer of answers) void answer.then(() => (answered += 1));
    await eventually(async () => answered, (count) => count === 7);
    process.kill(victim!, 'SIGKILL');
    for (const { status } of await Promise.all(answers)) expect(status).toBe(200);
    await eventually(async () => saying('a worker died'), (lines) => lines.some(({ worker, by }) => worker === victim && by === 'signal SIGKILL'));
    await eventually(async () => saying('a new worker serves').length, (count) => count >= 1);
    const now = await twoWorkers();
    expect(now).toContain(other);
    expect(now).not.toContain(victim);
  });

  test('without any worker says 503 and when to come back, on the same port, until there is one', async () => {
    for (const pid of await twoWorkers()) process.kill(pid, 'SIGKILL');
    const away = await eventually(() => get('/api/health'), ({ status }) => status === 503);
    expect(Number(away.headers['retry-after'])).toBeGreaterThan(0);
    expect(away.headers.connection).toBe('close');
    await eventually(() => get('/api/health'), ({ status }) => status === 200);
    await twoWorkers();
    await eventually(async () => saying('a new worker serves').length, (count) => count >= 3);
  });

  test('exchanges its workers at SIGUSR2 without one failed request, read or write', async () => {
    const before = await twoWorkers();
    const rolls = saying('rolling restart: done').length;
    const { number } = await makePublished(cast);
    let over = false;
    let done = 0;
    const failures: string[] = [];
    const kept = Array.from({ length: 4 }, () => new Agent({ keepAlive: true, maxSockets: 1 }));
    const repeat = async (once: () => Promise<Answer>) => {
      while (!over) {
        const answer = await once().catch((error: Error) => error);
        done += 1;
        if (answer instanceof Error) failures.push(String(answer));
        else if (answer.status !== 200) failures.push(`${answer.status} ${answer.text.slice(0, 200)}`);
      }
    };
    /** Asks on a connection that rested while others were answered many times. */
    const seldom = async (agent: Agent) => {
      const from = done;
      await eventually(async () => over || done - from >= 100, Boolean, { patience: 60_000 });
      return get(`/cases/${number}`, agent);
    };
    const writer = async () => {
      let article: ArticleView = await makeArticle(cast.owner);
      const headers = { cookie: await signIn(cast.owner), 'content-type': 'application/json' };
      const agent = new Agent({ keepAlive: true, maxSockets: 1 });
      return repeat(async () => {
        const answer = await send('PATCH', `/api/articles/${article.id}`, { origin: own.origin, agent, headers, body: { version: article.version, title: unique('题') } });
        if (answer.status === 200) article = data<ArticleView>(answer);
        return answer;
      });
    };
    const clients = [
      repeat(() => get(`/cases/${number}`, kept[0])),
      repeat(() => get('/api/cases', kept[1])),
      repeat(() => seldom(kept[2]!)),
      repeat(() => seldom(kept[3]!)),
      repeat(() => get(`/cases/${number}`)),
      repeat(() => get('/api/health/ready')),
      writer(),
    ];
    await eventually(async () => done, (count) => count > 50);
    own.signal('SIGUSR2');
    await eventually(async () => saying('rolling restart: done').length, (count) => count > rolls, { patience: 120_000 });
    const then = done;
    await eventually(async () => done, (count) => count > then + 50);
    over = true;
    await Promise.all(clients);
    expect(failures).toEqual([]);
    expect((await twoWorkers()).filter((pid) => before.includes(pid))).toEqual([]);
    expect(saying('rolling restart: worker exchanged').map(({ instead }) => instead)).toEqual(expect.arrayContaining(before));
  }, 180_000);

  test('lets the workers end in order when it is killed itself, and leaves none behind', async () => {
    const pids = await twoWorkers();
    await own.kill();
    const alive = (pid: number) => {
      try {
        return process.kill(pid, 0);
      } catch {
        return false;
      }
    };
    await eventually(async () => pids.filter(alive), (left) => left.length === 0);
  });
});

describe('workers', () => {
  /** On a port of the test's own; `env` may be changed for those that are started later. */
  async function make(env: Record<string, string>) {
    const acceptor = new Acceptor();
    const port = await acceptor.listen({ ...readEnv(), PORT: 0 });
    const workers = new Workers({ count: 1, acceptor, env });
    onTestFinished(async () => {
      acceptor.close();
      await workers.stop();
    });
    return { workers, origin: `http://127.0.0.1:${port}` };
  }

  test('that cannot start at first are a line that says what to do', async () => {
    const { workers } = await make({ PORT: 'nonsense' });
    await expect(workers.start()).rejects.toThrow('A worker could not start: correct what it says above and start again.');
  });

  test('go on when those that should follow them cannot start', async () => {
    const env: Record<string, string> = { NODE_ENV: 'production', DATABASE_URL: site.databaseUrl, NEXTAUTH_SECRET: site.secret, NEXTAUTH_URL: 'http://a', PORT: '3000', LOG_LEVEL: 'silent' };
    const { workers, origin } = await make(env);
    await workers.start();
    env.PORT = 'nonsense';
    await workers.roll(async () => undefined);
    expect((await send('GET', '/api/health', { origin, agent: false })).status).toBe(200);
    env.PORT = '3000';
    await workers.roll(async () => Promise.reject(new Error('the migration failed')));
    expect((await send('GET', '/api/health', { origin, agent: false })).status).toBe(200);
  });
});
