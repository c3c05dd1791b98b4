import { client } from '../database/client';
import { dependOn } from './readiness';
import { shared } from '../registry';
import { troubleOf } from '../unavailable';

/** Milliseconds for which a write that failed is told by readiness, whatever else could be written meanwhile. */
const TOLD = 5_000;
/** Milliseconds for which a probe that went well is not repeated: it writes to a disk that others use. */
const GOOD_FOR = 5_000;

const state = shared('storage', () => ({ failedAt: -Infinity, probedAt: -Infinity, databaseFailed: false }));

/**
 * To be told of what a request has failed by; readiness says so for a while where it was a disk.
 * @returns whether it was, and that is news: a full disk is not made fuller by a line for every request
 */
export function noteStorageTrouble(error: unknown): boolean {
  if (troubleOf(error) !== 'storage') return false;
  const now = performance.now();
  const isNews = now - state.failedAt > TOLD;
  Object.assign(state, { failedAt: now, probedAt: -Infinity, databaseFailed: true });
  return isNews;
}

/**
 * Has readiness tell of `storage`: whether a file of ours can be written, and, where some write has failed, whether the
 * database can store again. What is published is read without it, so it is no reason to send requests elsewhere.
 * @param writeFile writes a file to the disk where pictures lie, and takes it away again
 */
export function dependOnStorage(writeFile: () => Promise<void>): void {
  dependOn('storage', () => probe(writeFile), { needed: false });
}

async function probe(writeFile: () => Promise<void>): Promise<void> {
  const now = performance.now();
  if (now - state.failedAt < TOLD) throw new Error('a write has failed for want of a disk');
  if (now - state.probedAt < GOOD_FOR) return;
  await writeFile();
  if (state.databaseFailed) await probeDatabase();
  Object.assign(state, { probedAt: performance.now(), databaseFailed: false });
}

/** Has the database take new room on its disk; rows that are there already would be overwritten where they lie. */
async function probeDatabase(): Promise<void> {
  try {
    await client().$transaction([
      client().$executeRaw`CREATE TEMPORARY TABLE storage_probe ON COMMIT DROP AS SELECT md5(n::text) AS filled FROM generate_series(1, 1000) AS n`,
    ]);
  } catch (error) {
    if (troubleOf(error)) throw error;
    // A role that may not make tables of its own cannot tell more; the next write that fails will.
  }
}
