import type { Socket } from 'node:net';
import { checkedEnv } from '../boot/checked-env';
import { siteAddress } from '../front/listen';
import { loadPages, type Pages } from '../front/pages';
import { fail, outliveOutput } from '../boot/say';
import { STOP_SIGNALS } from '../boot/stop-signals';
import { DRAIN, RETIREMENT } from '../answers/time-outs';
import { answerUnready } from '../answers/unready';
import { Web } from '../front/web';
import type { ToSupervisor, ToWorker } from './worker-messages';

let pages: Pages | undefined;
const web = new Web(answerUnready);
const tell = (message: ToSupervisor) => void process.send?.(message);

async function end(how: 'now' | 'retired'): Promise<void> {
  if (how === 'now') pages?.announceEnd();
  await (how === 'now' ? web.drain(DRAIN, 'at once') : web.drain(RETIREMENT, 'timed out'));
  await pages?.close();
  process.exit(0);
}

outliveOutput();
// Ctrl-C reaches the whole group, and an init system may signal every process: what is to happen, the supervisor says.
for (const signal of [...STOP_SIGNALS, 'SIGUSR2']) process.on(signal, () => undefined);
// It has gone without a word, and with it the port: nothing new can come.
process.on('disconnect', () => void end('now').catch(fail));
process.on('message', (message: ToWorker | object, socket?: Socket) => {
  if ('connection' in message) {
    tell({ taken: message.connection });
    if (socket) web.take(socket);
  } else if (!('end' in message)) {
    // The supervisor asks for metrics over the same channel; see metrics-of-workers.ts.
    return;
  } else if (message.end === 'soon') {
    pages?.announceEnd();
    web.announceEnd();
  } else {
    void end(message.end).catch(fail);
  }
});
web.begin();

try {
  const env = checkedEnv();
  pages = await loadPages(env, siteAddress(env, env.PORT), env.PORT);
  await pages.warmUp();
  web.answer = pages.answer;
  tell({ ready: true });
} catch (error) {
  fail(error);
}
