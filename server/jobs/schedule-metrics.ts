import { Gauge } from 'prom-client';
import { OVERDUE } from '../../lib/domains/publication/schedule-task';
import { ConnectionPool } from '../../lib/platform/connection';
import { metrics } from '../../lib/platform/metrics/metrics';

interface Row {
  kind: string;
  waiting: number;
  overdue: number;
}

const COUNTS = `SELECT lower(kind::text) AS kind, (count(*) FILTER (WHERE at >= $1))::int AS waiting, (count(*) FILTER (WHERE at < $1))::int AS overdue
  FROM "Schedule" WHERE outcome IS NULL GROUP BY kind`;

/**
 * Tells, whenever the metrics are read, how many publications and withdrawals are to happen by themselves, and how many of them are
 * overdue. Over a connection of its own, which goes when nobody asks: a runner at rest has no Prisma.
 */
export function tellSchedules(connectionString: string): void {
  const pool = new ConnectionPool({ connectionString, max: 1, application_name: 'anli jobs', connectionTimeoutMillis: 2_000, query_timeout: 2_000 });
  new Gauge({
    name: 'anli_schedules',
    help: 'Publications and withdrawals that are to happen by themselves, of all instances: their time has not come (waiting), or has passed by more than a minute (overdue)',
    labelNames: ['kind', 'state'],
    // Every instance tells the same rows.
    aggregator: 'max',
    registers: [metrics().registry],
    async collect() {
      this.reset();
      const rows = await pool.query<Row>(COUNTS, [new Date(Date.now() - OVERDUE)]).then((result) => result.rows, () => null);
      if (!rows) return;
      for (const kind of ['publish', 'withdraw']) {
        const { waiting = 0, overdue = 0 } = rows.find((row) => row.kind === kind) ?? {};
        this.set({ kind, state: 'waiting' }, waiting);
        this.set({ kind, state: 'overdue' }, overdue);
      }
    },
  });
}
