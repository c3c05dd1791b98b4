import { z } from 'zod';
import { declareTask } from '../../platform/jobs/task';

/** Does what was to happen at a time. Where it fails for good, it is taken up again by whoever looks for what is overdue. */
export const runSchedule = declareTask({ name: 'run-schedule', payload: z.object({ scheduleId: z.uuid() }), attempts: 8 });

/** What is not done so long after its time is overdue: the site was down, or something is in its way. Milliseconds. */
export const OVERDUE = 60_000;
