import { fail, say } from './say';

export const STOP_SIGNALS = ['SIGINT', 'SIGTERM', 'SIGHUP'] as const;

/**
 * Ends the process in order at any of the signals that ask for it.
 * @param stop the end in order; called once, however many signals come
 */
export function stopAtSignals(stop: () => Promise<void>): void {
  let stopping: Promise<void> | undefined;
  for (const signal of STOP_SIGNALS) {
    process.on(signal, () => {
      if (stopping) return;
      say('stopping');
      stopping = stop();
      stopping.then(() => process.exit(0), fail);
    });
  }
}
