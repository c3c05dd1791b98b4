import { z } from 'zod';

/** When a task runs by itself. */
export interface Schedule {
  /** Minute, hour, day of the month, month, day of the week, in UTC: `0 * * * *` is every full hour. */
  cron: string;
  /** A run that was missed no longer ago than this is made up as soon as a runner is there. Milliseconds. */
  makeUp: number;
}

/** A kind of job, as those who enqueue know it. */
export interface Task<S extends z.ZodType = z.ZodType> {
  /** In the queue, the log and the metrics. Renaming it leaves the jobs of the old name waiting for nobody. */
  name: string;
  /**
   * What a job is given: a JSON object that this schema turns into itself, since it is checked when the job is enqueued and
   * again when it runs, perhaps by another version.
   */
  payload: S;
  /** How often a job is tried, the first time included. Between two tries lie 3 s, 7 s, 20 s, 55 s, … up to six hours. */
  attempts: number;
  /** Where there is one, the schema has to accept an empty object. */
  schedule?: Schedule;
}

/** What a handler is told besides the payload. */
export interface JobContext {
  /** Of the job; the same each time that it is tried. */
  id: string;
  /** 1 the first time. */
  attempt: number;
  /** Whether it has failed for good if it fails now. */
  last: boolean;
  /** Aborted when the runner is told to end: a handler that can come to a good end soon should, one that cannot may ignore it. */
  signal: AbortSignal;
  /** The minute for which a schedule wanted it, which is in the past where a missed run is made up; null for other jobs. */
  scheduledFor: Date | null;
}

/** How a handler's work is bound to its job. */
interface HandlerOptions {
  /**
   * The handler runs in one transaction, and the job is taken off the queue in it: what it does in the database is done
   * exactly once, however often it is started. For work that is in the database alone and takes seconds at most.
   */
  atomic?: boolean;
}

/** A task with what does it, as the runner knows it. */
export interface Handler {
  task: Task;
  atomic: boolean;
  /** @param payload checked by the task's schema */
  run(payload: unknown, context: JobContext): Promise<unknown>;
}

const NAME = /^[a-z][a-z0-9]*(?:-[a-z0-9]+)*$/;

/** Declares a kind of job. @throws Error where the declaration cannot be right */
export function declareTask<S extends z.ZodType>(task: Task<S>): Task<S> {
  if (!NAME.test(task.name)) throw new Error(`"${task.name}" is no name for a task: small letters, digits and single hyphens`);
  if (!Number.isInteger(task.attempts) || task.attempts < 1) throw new Error(`The task ${task.name} is to be tried at least once`);
  if (task.schedule && !task.payload.safeParse({}).success) throw new Error(`The task ${task.name} has a schedule, so its payload has to be optional`);
  return task;
}

/**
 * Says who does a task. Unless it is `atomic`, a handler runs at least once: after a kill it is started again from its
 * beginning, so doing it twice has to come to the same.
 * @param run loads what it needs when it is called, so that a runner at rest holds none of it
 */
export function handle<S extends z.ZodType>(
  task: Task<S>,
  run: (payload: z.output<S>, context: JobContext) => Promise<unknown>,
  { atomic = false }: HandlerOptions = {},
): Handler {
  return { task, atomic, run: (payload, context) => run(payload as z.output<S>, context) };
}

/** A payload that its task does not take; the message names the task and each place in the payload. */
export class InvalidPayload extends Error {
  constructor(task: string, error: z.ZodError) {
    super(`Payload of the job ${task}: ${error.issues.map(({ path, message }) => `${path.length > 0 ? path.join('.') : 'the whole'}: ${message}`).join('; ')}`);
    this.name = 'InvalidPayload';
  }
}

/** @returns the payload as the schema has it @throws InvalidPayload */
export function checkPayload<S extends z.ZodType>({ name, payload }: Task<S>, given: unknown): z.output<S> {
  const checked = payload.safeParse(given);
  if (!checked.success) throw new InvalidPayload(name, checked.error);
  return checked.data;
}
