import { setTimeout as wait } from 'node:timers/promises';
import { provideEnv, readEnv, type Env } from '../lib/env';
import { openDatabase } from './database';
import { prepareContent } from './preparation';
import { listen, siteAddress } from './listen';
import { loadPages, type Pages } from './pages';
import { say } from './say';
import { keptSecret } from './secrets';
import { stopAtSignals } from './stop-signals';
import { DRAIN } from './time-outs';
import { timed } from './timed';
import { answerUnready } from './unready';
import { Web } from './web';

/** Everything in this one process. @throws StartError in one line that says what to do */
export async function runSingle(env: Env): Promise<void> {
  // Listens first, so that a busy port is told before anything is started; until ready it answers 503.
  const web = new Web(answerUnready);
  const port = await listen(web.server, env);
  const address = siteAddress(env, port);
  const database = await timed('database', () => openDatabase(env, say, async () => undefined));
  let pages: Pages | undefined;
  let ended: Promise<void> | undefined;
  const end = () =>
    (ended ??= (async () => {
      web.server.close();
      await web.drain(DRAIN, 'at once');
      await pages?.close();
      await database.close();
    })());
  stopAtSignals(async () => {
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
    // Each in a thread of its own: the one is at the database while the other loads.
    const [lines, loaded] = await Promise.all([
      timed('content', () => prepareContent({ DATABASE_URL: database.url, DEMO: demo })),
      timed('pages', () => loadPages(readEnv(), address, port)),
    ]);
    pages = loaded;
    await pages.warmUp();
    web.answer = pages.answer;
    for (const line of lines) say(line);
    say(`Anli is ready at ${address}`);
  } catch (error) {
    await end();
    throw error;
  }
}
