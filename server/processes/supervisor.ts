import { setTimeout as wait } from 'node:timers/promises';
import type { Env } from '../../lib/platform/env';
import { Acceptor } from './acceptor';
import { openDatabase } from '../database/database';
import { JobKeeper } from '../jobs/keeper';
import { runnerProcess } from '../jobs/runner-handle';
import { siteAddress } from '../front/listen';
import { prepareContent } from '../database/preparation';
import { say } from '../boot/say';
import { keptSecret } from '../boot/secrets';
import { stopAtSignals } from '../boot/stop-signals';
import { timed } from '../boot/timed';
import { Workers } from './workers';

/**
 * Owns what there must be one of (port, embedded database, secrets, migrations, demo), and has WEB_CONCURRENCY
 * workers answer, and one process run the jobs. SIGUSR2 exchanges them one by one.
 * @throws StartError in one line that says what to do
 */
export async function runSupervisor(env: Env): Promise<void> {
  const acceptor = new Acceptor();
  const port = await acceptor.listen(env);
  const address = siteAddress(env, port);
  const database = await timed('database', () => openDatabase(env, say, async () => undefined));
  const ending = new AbortController();
  let workers: Workers | undefined;
  let jobs: JobKeeper | undefined;
  let ended: Promise<void> | undefined;
  const end = () =>
    (ended ??= (async () => {
      ending.abort();
      acceptor.close();
      await Promise.all([workers?.stop(), jobs?.end()]);
      await database.close();
    })());
  stopAtSignals(async () => {
    void jobs?.end();
    workers?.announceEnd();
    await wait(env.STOP_DELAY * 1000);
    await end();
  });
  try {
    const secret = env.NEXTAUTH_SECRET ?? (await keptSecret(env.DATA_DIR, 'session-secret', 48));
    const demo = (env.DEMO ?? database.embedded) ? 'on' : 'off';
    const prepare = () => prepareContent({ DATABASE_URL: database.url, DEMO: demo }, ending.signal);
    const lines = await timed('content', prepare);
    const shared = { PORT: String(port), DATABASE_URL: database.url, NEXTAUTH_SECRET: secret, NEXTAUTH_URL: address };
    const keeper = (jobs = new JobKeeper(() => runnerProcess(shared)));
    const pool = (workers = new Workers({ count: env.WEB_CONCURRENCY ?? 1, acceptor, env: shared, besides: () => keeper.figures() }));
    await Promise.all([timed('pages', () => pool.start()), timed('jobs', () => keeper.start())]);
    process.on('SIGUSR2', () => void pool.roll(prepare, () => keeper.exchange()));
    for (const line of lines) say(line);
    say(`workers: ${env.WEB_CONCURRENCY}; kill -USR2 ${process.pid} exchanges them one by one`);
    say(`Anli is ready at ${address}`);
  } catch (error) {
    // Whatever breaks because we are ending is no failure of the start.
    if (ended) return;
    await end();
    throw error;
  }
}
