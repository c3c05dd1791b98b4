import { randomUUID } from 'node:crypto';
import { appendFileSync, existsSync } from 'node:fs';
import { z } from 'zod';
import { db } from '../../lib/platform/database/transaction';
import { declareTask, handle, type Handler, type Schedule } from '../../lib/platform/jobs/task';
import { eventually } from './eventually';

/** Each writes a line into this file for what it does, so that a test sees it though the database is away. */
const trace = z.string();
/** A handler that has begun waits until this file is there. */
const gate = z.string();

const note = (file: string, line: string) => appendFileSync(file, `${line}\n`);
const opened = (file: string) => eventually(() => existsSync(file), Boolean, { until: `${file} is there`, patience: 60_000 });

export const noting = declareTask({ name: 'test-note', payload: z.object({ trace, mark: z.string() }), attempts: 1 });
export const waiting = declareTask({ name: 'test-wait', payload: z.object({ trace, gate }), attempts: 2 });
/** Fails so many times, and says each time when. */
export const failing = declareTask({ name: 'test-fail', payload: z.object({ times: z.number().int() }), attempts: 2 });
/** Gives a row in the database, in one transaction with the end of the job. */
export const giving = declareTask({ name: 'test-give', payload: z.object({ trace, gate, name: z.string() }), attempts: 1 });

/** A task that runs by itself, if a test wants one. */
export function ticking(file: string, schedule: Schedule): Handler {
  const task = declareTask({ name: 'test-tick', payload: z.object({}), attempts: 1, schedule });
  return handle(task, async (_, { scheduledFor }) => note(file, `${process.pid} ${scheduledFor?.toISOString()}`));
}

export const HANDLERS: readonly Handler[] = [
  handle(noting, async (payload) => note(payload.trace, payload.mark)),
  handle(waiting, async (payload, { attempt, signal }) => {
    note(payload.trace, `began ${process.pid} ${attempt}`);
    await opened(payload.gate);
    note(payload.trace, `ended ${process.pid} ${signal.aborted ? 'asked to' : 'by itself'}`);
  }),
  handle(failing, async ({ times }, { attempt }) => {
    if (attempt <= times) throw new Error(`no luck at try ${attempt}`);
  }),
  handle(
    giving,
    async (payload) => {
      const slug = `${payload.name}-${process.pid}-${randomUUID()}`;
      await db().category.create({ data: { slug, name: payload.name, path: `${slug}/` } });
      note(payload.trace, `began ${process.pid}`);
      await opened(payload.gate);
    },
    { atomic: true },
  ),
];
