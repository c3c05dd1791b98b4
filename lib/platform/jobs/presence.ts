import { setTimeout as wait } from 'node:timers/promises';
import { Connection } from '../connection';
import { log } from '../log';

/** "jobs" in ASCII: the class of our keys among PostgreSQL's advisory locks, each the hash of a runner's name. */
export const LOCK_CLASS = 0x6a6f6273;

/** How often a runner looks for jobs of the dead, in milliseconds. */
const BEAT = 2_000;
/** For so long a runner must be missing: one whose connection broke has a new one sooner, if it lives. */
const SUSPICION = 4_000;
const RECONNECT = 500;
/** Until a connection, or an answer on it, counts as lost. */
const DEADLINE = 5_000;

/** What is written beside a job whose runner died. */
export const INTERRUPTED = 'Its runner ended while it was running.';

/** Those who hold jobs and have no lock. Asked with shared locks, which do not stand in each other's way. */
const MISSING = `WITH holder AS MATERIALIZED (SELECT DISTINCT locked_by AS name FROM graphile_worker.jobs WHERE locked_by IS NOT NULL AND locked_by <> $2)
  SELECT name FROM holder WHERE pg_try_advisory_xact_lock_shared($1, hashtext(name))`;

/**
 * A kill counts as a try, so that a job which brings its runner down is not tried for ever; but a job that was killed at its
 * last try gets one more. The table is the library's own: its version is pinned, and no function of it says this.
 */
const INTERRUPT = `UPDATE graphile_worker._private_jobs SET last_error = $2, updated_at = now(),
    attempts = CASE WHEN attempts >= max_attempts AND last_error IS DISTINCT FROM $2 THEN max_attempts - 1 ELSE attempts END
  WHERE locked_by = $1`;

/**
 * Says that a runner lives, by a lock that its session holds: PostgreSQL itself gives it back when the session ends, whatever
 * ended the process. And takes the jobs of runners that are gone back into the queue. One that is merely slow, or paused,
 * keeps its session and so its jobs.
 */
export class Presence {
  private readonly ending = new AbortController();
  private readonly suspects = new Map<string, number>();
  private kept: Promise<void> | undefined;

  /**
   * @param name of the runner, as it stands in `locked_by` of its jobs
   * @param answered called each time that the database has answered
   */
  constructor(
    private readonly connectionString: string,
    private readonly name: string,
    private readonly answered: () => void,
  ) {}

  /**
   * To be called once. Resolves when the lock is held; later losses are mended by themselves.
   * @param enough aborted when nobody waits for that any more: then it resolves too
   */
  start(enough: AbortSignal): Promise<void> {
    return new Promise((resolve) => {
      enough.addEventListener('abort', () => resolve(), { once: true });
      if (enough.aborted) resolve();
      this.kept = this.keep(resolve);
    });
  }

  /** Gives the lock back; the runner holds no job any more, or is about to be ended. */
  async stop(): Promise<void> {
    this.ending.abort();
    await this.kept;
  }

  private get over(): boolean {
    return this.ending.signal.aborted;
  }

  private async keep(held: () => void): Promise<void> {
    for (let away = false; !this.over; ) {
      const broken = new AbortController();
      this.ending.signal.addEventListener('abort', () => broken.abort(), { signal: broken.signal });
      const client = new Connection({ connectionString: this.connectionString, application_name: 'anli jobs', connectionTimeoutMillis: DEADLINE, query_timeout: DEADLINE });
      client.on('error', () => broken.abort()).on('end', () => broken.abort());
      try {
        await client.connect();
        await this.lock(client);
        if (!this.over) held();
        away = false;
        for (; !this.over; await this.pause(BEAT, broken.signal)) await this.look(client);
      } catch (error) {
        if (!away && !this.over) log().warn({ err: error }, 'jobs: the connection is lost, another one is made');
        away = true;
      } finally {
        broken.abort();
        this.suspects.clear();
        await client.end().catch(() => undefined);
      }
      await this.pause(RECONNECT);
    }
  }

  /** The session before may not have ended yet as PostgreSQL sees it; until then that one holds the lock for us. */
  private async lock(client: Connection): Promise<void> {
    while (!this.over) {
      const { rows } = await client.query<{ got: boolean }>('SELECT pg_try_advisory_lock($1, hashtext($2)) AS got', [LOCK_CLASS, this.name]);
      if (rows[0]?.got) return;
      await this.pause(RECONNECT);
    }
  }

  private async look(client: Connection): Promise<void> {
    const { rows } = await client.query<{ name: string }>(MISSING, [LOCK_CLASS, this.name]);
    this.answered();
    const missing = new Set(rows.map(({ name }) => name));
    for (const name of this.suspects.keys()) if (!missing.has(name)) this.suspects.delete(name);
    for (const name of missing) {
      const since = this.suspects.get(name);
      if (since === undefined) this.suspects.set(name, performance.now());
      else if (performance.now() - since >= SUSPICION) await this.release(client, name);
    }
  }

  /** Under the lock, so that a runner that comes back this very moment waits until its jobs are the queue's again. */
  private async release(client: Connection, name: string): Promise<void> {
    await client.query('BEGIN');
    const { rows } = await client.query<{ gone: boolean }>('SELECT pg_try_advisory_xact_lock_shared($1, hashtext($2)) AS gone', [LOCK_CLASS, name]);
    if (rows[0]?.gone) {
      const { rowCount } = await client.query(INTERRUPT, [name, INTERRUPTED]);
      await client.query('SELECT graphile_worker.force_unlock_workers($1)', [[name]]);
      await client.query(`SELECT pg_notify('jobs:insert', json_build_object('count', $1::int)::text)`, [rowCount]);
      log().warn({ runner: name, jobs: rowCount }, 'jobs of a runner that is gone are taken up again');
    }
    await client.query('COMMIT');
    this.suspects.delete(name);
  }

  private async pause(ms: number, signal = this.ending.signal): Promise<void> {
    await wait(ms, undefined, { signal }).catch(() => undefined);
  }
}
