import { log } from '../../lib/platform/log';
import { explain } from './explain';

/** A line for whoever has started us. */
export const say = (line: string) => void process.stdout.write(`${line}\n`);

/** Ends the process: in one line for what the operator can put right, in the log for what is our fault. */
export function fail(error: unknown): never {
  const told = explain(error);
  if (told) process.stderr.write(`${told.message}\n`);
  else log().fatal({ err: error }, 'could not go on');
  process.exit(1);
}

/** A reader of our output that goes away (a closed terminal, `| head`) must not take the process with it, nor keep it from stopping. */
export function outliveOutput(): void {
  for (const stream of [process.stdout, process.stderr]) stream.on('error', () => undefined);
}
