import { once } from 'node:events';
import type { Worker } from 'node:worker_threads';
import { StartError } from '../boot/start-error';
import { startThread } from '../boot/threads';

/** What the thread is told, over the environment. */
export type Preparation = Record<'DATABASE_URL' | 'DEMO', string>;
/** What it tells at its end: lines for the operator, or what he has to put right. */
export type Prepared = { lines: string[] } | { failed: string };

/**
 * Migrations and first content, in a thread of their own: what Prisma's engine and the demo take of memory goes with it.
 * @returns what the operator should know
 * @throws StartError in one line that says what to do
 */
export async function prepareContent(preparation: Preparation, ending?: AbortSignal): Promise<string[]> {
  const thread = startThread('server/database/prepare.ts', { preparation });
  ending?.addEventListener('abort', () => void thread.terminate());
  const [prepared] = (await Promise.race([once(thread, 'message'), endedBefore(thread)])) as [Prepared];
  // Connections that it holds would keep it for seconds.
  await thread.terminate();
  if ('failed' in prepared) throw new StartError(prepared.failed);
  return prepared.lines;
}

async function endedBefore(thread: Worker): Promise<never> {
  await once(thread, 'exit');
  throw new StartError('The database could not be prepared.');
}
