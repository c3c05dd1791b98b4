import type { z } from 'zod';
import { db } from '../database/transaction';
import { checkPayload, type Task } from './task';

interface EnqueueOptions {
  /**
   * Of jobs with the same key of one task at most one waits: a later one takes its place, payload and time. One that is
   * running already is not touched, and another one is run after it.
   */
  key?: string;
  /** Not before this moment; at once where nothing is said. */
  runAt?: Date;
}

/** A key may have 512 characters in the queue, with the task's name before it. */
const LONGEST_KEY = 400;

/**
 * Puts a job into the queue, in the transaction that is open: it is run after the commit, and where that does not come there
 * was never a job.
 * @param payload goes into the database as JSON, and is not to hold secrets
 * @returns the job's id
 * @throws InvalidPayload, a fault of the caller's
 */
export async function enqueue<S extends z.ZodType>(task: Task<S>, payload: z.input<S>, { key, runAt }: EnqueueOptions = {}): Promise<string> {
  const checked = JSON.stringify(checkPayload(task, payload));
  if (key !== undefined && (key === '' || key.length > LONGEST_KEY)) throw new Error(`The key of a job ${task.name} is to have 1 to ${LONGEST_KEY} characters`);
  const jobKey = key === undefined ? null : `${task.name}:${key}`;
  const [job] = await db().$queryRaw<{ id: bigint }[]>`
    SELECT "id" FROM graphile_worker.add_job(
      identifier => ${task.name}::text, payload => ${checked}::json, run_at => ${runAt?.toISOString() ?? null}::timestamptz,
      max_attempts => ${task.attempts}::int, job_key => ${jobKey}::text)`;
  return String(job!.id);
}
