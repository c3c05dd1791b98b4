import { pino, type Logger } from 'pino';
import { readEnv } from './env';
import { shared } from './registry';

/** The process's log: one JSON object a line on standard output, with what must not be kept taken out. */
export function log(): Logger {
  return shared('log', () =>
    pino({
      level: readEnv().LOG_LEVEL,
      base: null,
      timestamp: pino.stdTimeFunctions.isoTime,
      redact: ['password', 'headers.cookie', 'headers.authorization'],
    }),
  );
}
