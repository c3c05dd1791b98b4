import type { Figures } from '../metrics/metrics-of-workers';

/** What the process that serves, or its supervisor, may ask of the job runner. */
export interface RunnerCalls {
  /** Says that it does. */
  answers(): true;
  /** What it has counted, and how the queue stands. */
  figures(): Promise<Figures>;
  /** Take no more jobs, and end when those that run have ended. */
  end(): void;
}

/** What the job runner tells by itself. */
export interface KeeperCalls {
  /** Everything is loaded; from now on it answers. */
  loaded(): void;
  /** It has asked the queue for the first time. */
  ready(): void;
}
