import { Pool } from 'pg';
import { afterAll, afterEach, beforeAll, describe, expect, inject, test } from 'vitest';
import { Clock } from '../../lib/platform/commit-clock/clock';
import { LEASE } from '../../lib/platform/commit-clock/lease';
import { cloneDatabase } from '../support/clone-database';
import { layCable, type Cable } from '../support/proxy';
import { unique } from '../support/people';
import { eventually } from '../support/eventually';

/** A database of its own, so that its connections to the counter are this test's. */
let pool: Pool;
let cable: Cable;
const clocks: Clock[] = [];

beforeAll(async () => {
  const url = await cloneDatabase(inject('template'), unique('clock').replaceAll('-', '_'));
  pool = new Pool({ connectionString: url, max: 3 });
  cable = await layCable(url);
});
afterEach(async () => {
  await cable.mend();
  await Promise.all(clocks.splice(0).map((clock) => clock.stop()));
  await pool.query('DELETE FROM "Instance"');
});
afterAll(async () => {
  await cable.cut();
  await pool.end();
});

function open(): Clock {
  const clock = new Clock(cable.url);
  clocks.push(clock);
  return clock;
}

/** Commits a change of what this tag stands for. @returns its tick */
async function move(tag: string): Promise<number> {
  await pool.query('SELECT move_tags($1::text[])', [[tag]]);
  const { rows } = await pool.query<{ value: string }>('SELECT "value" FROM "CacheClock"');
  return Number(rows[0]!.value);
}

const leaseIsOver = (clock: Clock) => eventually(() => !clock.fresh, Boolean, { until: 'the lease is over', patience: 60_000 });

/** Waits until the database has answered a look that was asked for after the answers have been held. */
async function lookIsAnswered(since: string): Promise<void> {
  await eventually(async () => {
    const { rows } = await pool.query(
      `SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'anli page cache'
       AND query LIKE '%"CacheClock" clock%' AND state = 'idle' AND query_start > $1::timestamptz`,
      [since],
    );
    return rows.length > 0;
  }, Boolean, { until: 'the database has answered the look', patience: 60_000 });
}

async function databaseNow(): Promise<string> {
  const { rows } = await pool.query<{ now: string }>('SELECT clock_timestamp()::text AS now');
  return rows[0]!.now;
}

describe('a look', () => {
  test('tells the tick and what moved since the last one', async () => {
    const clock = open();
    expect(await clock.current()).toBe(true);
    const before = clock.tick;
    const tick = await move('case:1');
    await leaseIsOver(clock);
    expect([await clock.current(), clock.tick]).toEqual([true, tick]);
    expect(clock.movedSince(before, ['case:1'])).toBe(true);
    expect(clock.movedSince(before, ['case:2', 'cases'])).toBe(false);
    expect(clock.movedSince(tick, ['case:1'])).toBe(false);
  });

  test('is one for all who ask meanwhile', async () => {
    const clock = open();
    await clock.current();
    await leaseIsOver(clock);
    expect(await Promise.all(Array.from({ length: 100 }, () => clock.current()))).toEqual(Array(100).fill(true));
    // A second one at the same time would have needed a second connection.
    const { rows } = await pool.query(`SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'anli page cache'`);
    expect(rows).toHaveLength(1);
  });

  test('that began more than a lease ago is not good enough for who comes now', async () => {
    const clock = open();
    await clock.current();
    await leaseIsOver(clock);
    const [since, held] = [await databaseNow(), performance.now()];
    cable.hold();
    const early = clock.current();
    await lookIsAnswered(since);
    const tick = await move('case:1');
    await eventually(() => performance.now() - held > 2 * LEASE, Boolean, { until: 'a lease has passed', patience: 60_000 });
    const late = clock.current().then((there) => ({ there, tick: clock.tick }));
    await cable.mend();
    expect(await early).toBe(true);
    expect(await late).toEqual({ there: true, tick });
  });

  test('that is taken anew begins after the call, also when another one is under way', async () => {
    const clock = open();
    await clock.current();
    await leaseIsOver(clock);
    const since = await databaseNow();
    cable.hold();
    const early = clock.current();
    await lookIsAnswered(since);
    const tick = await move('case:1');
    const anew = clock.anew().then((there) => ({ there, tick: clock.tick }));
    await cable.mend();
    expect(await early).toBe(true);
    expect(await anew).toEqual({ there: true, tick });
  });

  test('during which this process has committed counts for nothing', async () => {
    const clock = open();
    await clock.current();
    await leaseIsOver(clock);
    const since = await databaseNow();
    cable.hold();
    const asked = clock.current().then(() => clock.tick);
    await lookIsAnswered(since);
    const tick = await move('case:1');
    clock.expire();
    await cable.mend();
    expect(await asked).toBe(tick);
  });
});

describe('an epoch', () => {
  test('ends when the counter is set back', async () => {
    await move('case:1');
    await move('case:1');
    const clock = open();
    await clock.current();
    const [{ epoch }, { tick }] = [clock, clock];
    await pool.query('UPDATE "CacheClock" SET "value" = $1', [tick - 1]);
    clock.expire();
    await clock.current();
    expect([clock.epoch, clock.tick]).toEqual([epoch + 1, tick - 1]);
    // What was noted under the old counting is not held against the new one, nor may it be relied on.
    expect(clock.movedSince(tick - 1, ['case:1'])).toBe(false);
    expect(clock.movedSince(tick - 2, ['case:2'])).toBe(true);
  });

  test('goes on while the counter does', async () => {
    const clock = open();
    await clock.current();
    const { epoch } = clock;
    await move('case:1');
    clock.expire();
    await clock.current();
    expect(clock.epoch).toBe(epoch);
  });
});

describe('without a database', () => {
  test('nothing is known, and nobody waits but the one who looks', async () => {
    const clock = open();
    await clock.current();
    await leaseIsOver(clock);
    await cable.cut();
    expect(await clock.current()).toBe(false);
    expect(clock.fresh).toBe(false);
    await cable.mend();
    await eventually(() => clock.current(), Boolean, { until: 'it looks again', patience: 60_000 });
    cable.stall();
    await leaseIsOver(clock);
    const first = clock.current();
    await eventually(async () => (await clock.current()) === false, Boolean, { until: 'the first look is under way', patience: 60_000 });
    expect(await first).toBe(false);
    expect(await clock.othersLiving()).toBe(true);
  });

  test('what was never looked at has moved', () => {
    expect(open().movedSince(0, [])).toBe(true);
  });
});

describe('a sign of life', () => {
  const seen = async () => (await pool.query<{ id: string }>('SELECT "id" FROM "Instance" ORDER BY 1')).rows.length;

  test('is given before the first look, and taken back at the end', async () => {
    const [one, other] = [open(), open()];
    expect(await one.othersLiving()).toBe(false);
    await one.current();
    expect([await one.othersLiving(), await other.othersLiving()]).toEqual([false, true]);
    await other.current();
    expect([await seen(), await one.othersLiving()]).toEqual([2, true]);
    await clocks.pop()!.stop();
    expect([await seen(), await one.othersLiving()]).toEqual([1, false]);
  });

  test('on a connection that dies meanwhile is given on another: the database is there', async () => {
    const clock = open();
    const holder = await pool.connect();
    await holder.query('BEGIN; LOCK TABLE "Instance"');
    const looked = clock.current();
    const killed = await eventually(async () => (await pool.query(`SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database() AND application_name = 'anli page cache' AND wait_event_type = 'Lock'`)).rowCount, Boolean, { until: 'the sign of life was waited for', patience: 60_000 });
    await holder.query('COMMIT');
    holder.release();
    expect([killed, await looked]).toEqual([1, true]);
  });

  test('that is too old counts for nobody', async () => {
    const [one, other] = [open(), open()];
    await one.current();
    await other.current();
    await pool.query(`UPDATE "Instance" SET "seenAt" = now() - interval '11 seconds'`);
    expect(await one.othersLiving()).toBe(false);
  });

  test('of a day ago is cleared away by the next that comes', async () => {
    await pool.query(`INSERT INTO "Instance" VALUES (gen_random_uuid(), now() - interval '25 hours')`);
    await open().current();
    expect(await seen()).toBe(1);
  });
});

describe('another history of the database', () => {
  test('that has counted on to the same tick, or further, is told from this one by the marks of its ticks', async () => {
    const clock = open();
    await move('case:1');
    await clock.current();
    const { epoch, tick } = clock;
    await move('case:1');
    await leaseIsOver(clock);
    expect([await clock.current(), clock.epoch, clock.tick]).toEqual([true, epoch, tick + 1]);
    for (const beyond of [0, 1]) {
      const before = clock.epoch;
      // As a copy of the state before that tick, in which others have written since.
      await pool.query('UPDATE "CacheClock" SET "value" = $1', [clock.tick - 1]);
      for (let moved = 0; moved <= beyond; moved += 1) await move('case:2');
      await leaseIsOver(clock);
      expect(await clock.current()).toBe(true);
      expect(clock.epoch).toBe(before + 1);
      expect(clock.movedSince(clock.tick - 1, ['case:3'])).toBe(true);
    }
  });

  test('that is being written counts as a database that is away, and as another one when it is whole', async () => {
    const clock = open();
    expect(await clock.current()).toBe(true);
    const { epoch } = clock;
    const [{ made }] = (await pool.query<{ made: string }>(`SELECT pg_get_triggerdef(oid) AS made FROM pg_trigger WHERE tgname = 'Article_moved'`)).rows as [{ made: string }];
    await pool.query('DROP TRIGGER "Article_moved" ON "Article"');
    await leaseIsOver(clock);
    expect(await clock.current()).toBe(false);
    await pool.query(made);
    await eventually(() => clock.current());
    expect(clock.epoch).toBe(epoch + 1);
  });
});
