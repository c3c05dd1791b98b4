import { setTimeout as wait } from 'node:timers/promises';
import { provideEnv, readEnv, type Env } from '../../lib/platform/env';
import { openDatabase } from '../database/database';
import { JobKeeper } from '../jobs/keeper';
import { runnerThread } from '../jobs/runner-handle';
import { prepareContent } from '../database/preparation';
import { listen, siteAddress } from '../front/listen';
import { loadPages, type Pages } from '../front/pages';
import { say } from '../boot/say';
import { keptSecret } from '../boot/secrets';
import { stopAtSignals } from '../boot/stop-signals';
import { DRAIN } from '../answers/time-outs';
import { timed } from '../boot/timed';
import { answerUnready } from '../answers/unready';
import { Web } from '../front/web';

/** Everything in this one process. @throws StartError in one line that says what to do */
export async function runSingle(env: Env): Promise<void> {
  // Listens first, so that a busy port is told before anything is started; until ready it answers 503.
  const web = new Web(answerUnready);
  const port = await listen(web.server, env);
  const address = siteAddress(env, port);
  const database = await timed('database', () => openDatabase(env, say, async () => undefined));
  const jobs = new JobKeeper(() => runnerThread(env.NODE_ENV === 'development'));
  let pages: Pages | undefined;
  let ended: Promise<void> | undefined;
  const end = () =>
    (ended ??= (async () => {
      web.server.close();
      const jobsEnded = jobs.end();
      await web.drain(DRAIN, 'at once');
      await pages?.close();
      await jobsEnded;
      await database.close();
    })());
  stopAtSignals(async () => {
    void jobs.end();
    pages?.announceEnd();
    web.announceEnd();
    await wait(env.STOP_DELAY * 1000);
    await end();
  });
  process.on('SIGUSR2', () => say('A rolling restart needs a supervisor: start with WEB_CONCURRENCY set.'));
  try {
    const secret = env.NEXTAUTH_SECRET ?? (await keptSecret(env.DATA_DIR, 'session-secret', 48));
    provideEnv({ DATABASE_URL: database.url, NEXTAUTH_SECRET: secret, NEXTAUTH_URL: address });
    const demo = (env.DEMO ?? database.embedded) ? 'on' : 'off';
    const prepare = async () => {
      const lines = await timed('content', () => prepareContent({ DATABASE_URL: database.url, DEMO: demo }));
      await timed('jobs', () => jobs.start());
      return lines;
    };
    // Each in a thread of its own: the one is at the database while the other loads.
    const [lines, loaded] = await Promise.all([prepare(), timed('pages', () => loadPages(readEnv(), address, port, () => jobs.figures()))]);
    pages = loaded;
    await pages.warmUp();
    web.answer = pages.answer;
    // Behind it Next listens by itself, from the first request on.
    if (pages.upgrade) web.server.on('upgrade', pages.upgrade);
    for (const line of lines) say(line);
    say(`Anli is ready at ${address}`);
  } catch (error) {
    await end();
    throw error;
  }
}
