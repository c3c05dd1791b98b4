import type { Logger } from 'graphile-worker';
import { log } from '../log';

type Level = 'warn' | 'debug' | 'trace';

/** What the library calls an error is a connection that broke, or a failed job, which the runner tells itself. */
const LEVELS: Record<string, Level> = { error: 'warn', warning: 'warn', info: 'debug', debug: 'trace' };

/** What the library itself has to say, into our log: without what it adds, since that holds the payloads of jobs. */
export async function jobLog(): Promise<Logger> {
  const { Logger } = await import('graphile-worker');
  return new Logger(() => (level, message, meta) => {
    if (meta?.failure === true) return;
    log()[LEVELS[level] ?? 'debug']({ detail: message.split('\n')[0] }, 'job queue');
  });
}
