import { readEnv } from '../../lib/platform/env';
import { provideWritersClock } from '../../lib/platform/commit-clock/clock';
import { JobRunner } from '../../lib/platform/jobs/runner';
import { HANDLERS, ticking } from './job-tasks';

// A runner with the tests' tasks, in a process of its own; see job-runner.ts.

provideWritersClock({ expire: () => undefined, othersLiving: async () => true });
const { TICK_TRACE, TICK_CRON } = process.env;
const ticks = TICK_TRACE && TICK_CRON ? [ticking(TICK_TRACE, { cron: TICK_CRON, makeUp: 60 * 60 * 1_000 })] : [];
const runner = new JobRunner({ connectionString: readEnv().DATABASE_URL!, handlers: [...HANDLERS, ...ticks] });
process.on('SIGTERM', () => {
  void runner.stop().then(() => process.exit(0));
  process.stdout.write('takes nothing more\n');
});
await runner.ready;
process.stdout.write('ready\n');
