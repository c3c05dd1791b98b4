import type { ChildProcess } from 'node:child_process';
import type { Worker } from 'node:worker_threads';

/**
 * Resolves to what a process ended by, when nothing of it can come any more.
 *
 * By `close`, which follows its exit and the end of its channel. Not by `disconnect`: that never comes where it died
 * between being sent a socket and saying that it has it (Node's internal/child_process.js puts a disconnection off
 * until then). Not by events.once, which throws at the error of a channel that broke.
 */
export function endOfProcess(child: ChildProcess): Promise<string> {
  // Also one that could not be run at all, which has neither exit nor channel.
  if (child.pid === undefined) return Promise.resolve('not run');
  return new Promise((resolve) => child.once('close', (code, signal) => resolve(signal ? `signal ${signal}` : `exit code ${code}`)));
}

/** Resolves to what a thread ended by. Its error, which comes before, is for whoever listens to it. */
export function endOfThread(thread: Worker): Promise<string> {
  return new Promise((resolve) => thread.once('exit', (code) => resolve(`exit code ${code}`)));
}
