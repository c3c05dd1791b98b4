import type { Job } from 'graphile-worker';
import { log } from '../log';
import { jobMetrics } from './job-metrics';
import { checkPayload, type Handler, type JobContext } from './task';

/** What the library adds to the payload of a job that a schedule wanted. */
const CRON = '_cron';

interface Surroundings {
  signal: AbortSignal;
  /** Resolves when the database answers, so that what became of the job can be written down; or when waiting makes no sense. */
  reachable: () => Promise<void>;
}

/**
 * Runs a job once, tells what became of it, and throws what its handler threw.
 * @param given the payload as it stands in the queue
 */
export async function perform({ task, atomic, run }: Handler, given: unknown, job: Job, { signal, reachable }: Surroundings): Promise<void> {
  const began = performance.now();
  const last = job.attempts >= job.max_attempts;
  const ended = (outcome: 'done' | 'failed' | 'given_up') => {
    const seconds = (performance.now() - began) / 1000;
    jobMetrics().runs.at({ task: task.name, outcome }).observe(seconds);
    return { task: task.name, job: job.id, attempt: job.attempts, seconds: Math.round(seconds * 1000) / 1000 };
  };
  try {
    const { payload, scheduledFor } = opened(given);
    const checked = checkPayload(task, payload);
    const context: JobContext = { id: job.id, attempt: job.attempts, last, signal, scheduledFor };
    if (atomic) await inOneTransaction(job, () => run(checked, context));
    else await run(checked, context);
    log().debug(ended('done'), 'job done');
  } catch (error) {
    if (last) log().error({ err: error, ...ended('given_up') }, 'job failed for good');
    else log().warn({ err: error, ...ended('failed') }, 'job failed; it will be tried again');
    throw error;
  } finally {
    await reachable();
  }
}

function opened(given: unknown): { payload: unknown; scheduledFor: Date | null } {
  if (typeof given !== 'object' || given === null || !(CRON in given)) return { payload: given, scheduledFor: null };
  const { [CRON]: cron, ...payload } = given as { [CRON]: { ts: string } };
  return { payload, scheduledFor: new Date(cron.ts) };
}

/**
 * The work and the end of its job in one transaction. The row goes last, so that nobody waits for it meanwhile; and only while
 * it is this runner's, so that of two which run the same job (one was taken for dead) one alone commits.
 */
async function inOneTransaction({ id, locked_by: runner }: Job, work: () => Promise<unknown>): Promise<void> {
  // Prisma is loaded where it is needed.
  const { db, transaction } = await import('../database/transaction');
  await transaction(async () => {
    await work();
    const gone = await db().$executeRaw`DELETE FROM graphile_worker._private_jobs WHERE "id" = ${BigInt(id)} AND "locked_by" = ${runner}`;
    if (gone === 0) throw new Error('the job has been taken over by another runner: this one leaves it to that');
  });
}
