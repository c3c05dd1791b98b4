import type { Pool } from 'pg';
import { STATES, type QueueState } from './job-metrics';

interface Row {
  task: string;
  state: QueueState['counts'][number]['state'];
  jobs: number;
  oldest: number;
}

const COUNTS = `SELECT task, state, count(*)::int AS jobs, max(extract(epoch FROM now() - run_at))::float8 AS oldest FROM (
    SELECT task_identifier AS task, run_at, CASE
      WHEN locked_at IS NOT NULL THEN 'running'
      WHEN attempts >= max_attempts THEN 'failed'
      WHEN run_at > now() THEN 'later'
      ELSE 'waiting' END AS state
    FROM graphile_worker.jobs) AS job
  GROUP BY task, state`;

/**
 * How the queue stands, with a zero for each task that has no job in some state.
 * @param tasks names of those that are known here
 */
export async function readQueue(pool: Pool, tasks: readonly string[]): Promise<QueueState> {
  const { rows } = await pool.query<Row>(COUNTS);
  const waiting = rows.filter(({ state }) => state === 'waiting');
  const names = new Set([...tasks, ...rows.map(({ task }) => task)]);
  const counts = [...names].flatMap((task) => STATES.map((state) => ({ task, state, jobs: rows.find((row) => row.task === task && row.state === state)?.jobs ?? 0 })));
  return { counts, oldest: Math.max(0, ...waiting.map(({ oldest }) => oldest)) };
}
