import { pino, type Logger } from 'pino';
import { readEnv } from './env';
import { shared } from './registry';

/** Of the process; a thread's own streams have none. */
const DESCRIPTOR = { stdout: 1, stderr: 2 };

/** What waits in memory, in characters, while the output takes nothing; lines beyond that are lost. */
const WAITING = 1_000_000;

/**
 * The process's log: one JSON object a line on LOG_OUTPUT, with what must not be kept taken out. A line that cannot be
 * written (the output is a file on a full disk, say) never ends the process.
 */
export function log(): Logger {
  return shared('log', () => {
    const output = pino.destination({ dest: DESCRIPTOR[readEnv().LOG_OUTPUT], sync: true, maxLength: WAITING });
    output.on('error', () => undefined);
    return pino(
      {
        level: readEnv().LOG_LEVEL,
        base: null,
        timestamp: pino.stdTimeFunctions.isoTime,
        redact: ['password', 'headers.cookie', 'headers.authorization'],
      },
      output,
    );
  });
}
