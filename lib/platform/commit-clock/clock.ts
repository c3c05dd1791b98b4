import type { QueryConfig, QueryResultRow } from 'pg';
import { ConnectionPool } from '../connection';
import { readEnv } from '../env';
import { log } from '../log';
import { shared } from '../registry';
import { BEAT, LEASE, LIVING, LOOK_DEADLINE } from './lease';
import { Moves } from './moves';
import type { Tag } from './tags';

/**
 * The counter with its own mark, the mark of the tick that is known here, and what has moved since. `whole` is the trigger that a
 * restore makes when all rows are there: before that nothing that is read counts, and each restore makes another one.
 */
const LOOK = `SELECT clock."value", now."mark", known."mark" AS known, whole.oid AS whole, tag."tag", tag."moved"
  FROM "CacheClock" clock
  JOIN pg_trigger whole ON whole.tgrelid = '"Article"'::regclass AND whole.tgname = 'Article_moved'
  LEFT JOIN "CacheTick" now ON now."tick" = clock."value"
  LEFT JOIN "CacheTick" known ON known."tick" = $1::bigint
  LEFT JOIN "CacheTag" tag ON tag."moved" > $1::bigint ORDER BY tag."moved"`;
const SIGN_OF_LIFE = `INSERT INTO "Instance" ("id", "seenAt") VALUES ($1::uuid, clock_timestamp())
  ON CONFLICT ("id") DO UPDATE SET "seenAt" = EXCLUDED."seenAt"`;
const FORGET_THE_DEAD = `DELETE FROM "Instance" WHERE "seenAt" < now() - interval '1 day'`;
const OTHERS_LIVING = `SELECT EXISTS (SELECT 1 FROM "Instance"
  WHERE "id" <> $1::uuid AND "seenAt" > clock_timestamp() - $2::int * interval '1 millisecond') AS others`;

interface LookRow {
  value: string;
  mark: string | null;
  known: string | null;
  whole: number;
  tag: string | null;
  moved: string | null;
}

/** A moment by both clocks, since the monotonic one stands still while a machine is suspended. */
interface Instant {
  steady: number;
  wall: number;
}

const NEVER: Instant = { steady: -Infinity, wall: -Infinity };
const now = (): Instant => ({ steady: performance.now(), wall: Date.now() });

/** Whether less than `span` milliseconds have passed since then. */
function within(span: number, { steady, wall }: Instant): boolean {
  const passed = Date.now() - wall;
  return performance.now() - steady < span && passed >= 0 && passed < span;
}

/**
 * This process's look at the database's counter of commits. What it has kept it may serve only while its last look
 * began less than a lease ago; a writer elsewhere answers no sooner than a lease after its commit.
 */
export class Clock {
  private readonly id = crypto.randomUUID();
  private readonly pool: ConnectionPool;
  private moves: Moves | undefined;
  private value = -1;
  /** What tells the history of the database from all others: the mark of the last tick told, and who wrote its tables. */
  private mark: string | null = null;
  private whole = 0;
  private restarts = 0;
  /** When the look began that the lease counts from. */
  private looked = NEVER;
  /** When the last sign of life was sent. */
  private beaten = NEVER;
  private looking: Promise<boolean> | undefined;
  /** No later than when the look under way began. */
  private begun = NEVER;
  private queued: Promise<boolean> | undefined;
  private learnedAt = -Infinity;
  private failedAt: number | undefined;
  /** `expiries` when the look under way began, and when that one did from which the lease counts. */
  private begunAfter = 0;
  private lookedAfter = 0;

  /** @param counter of expiries: in shared memory, so that the thread which writes can end the lease of the one which serves */
  constructor(
    connectionString: string,
    private readonly counter = new Int32Array(new SharedArrayBuffer(Int32Array.BYTES_PER_ELEMENT)),
  ) {
    this.pool = new ConnectionPool({
      connectionString,
      max: 2,
      connectionTimeoutMillis: LOOK_DEADLINE,
      query_timeout: LOOK_DEADLINE,
      timeouts: { statement: LOOK_DEADLINE },
      application_name: 'anli page cache',
      allowExitOnIdle: true,
    });
  }

  /** Whether kept answers may be served without another look. */
  get fresh(): boolean {
    return this.lookedAfter === this.expiries && within(LEASE, this.looked);
  }

  /**
   * Takes a look if the last one is too old; one for all who ask meanwhile.
   * @returns false when the database is away: what is kept may be served then, but outside of the guarantee
   */
  async current(): Promise<boolean> {
    if (this.fresh) return true;
    // While the database hangs nobody waits for it but the one who looks.
    if (this.failedAt !== undefined && (this.looking || performance.now() - this.failedAt < LEASE)) return false;
    // What a look saw that began long ago (its answer lies unread, say) may be older than what has been answered since.
    return this.looking && !within(LEASE, this.begun) ? this.anew() : this.look();
  }

  /** Takes a look that begins no sooner than now; one for all who ask before it begins. @returns as `current` */
  anew(): Promise<boolean> {
    return (this.queued ??= this.afterThisLook());
  }

  /** Whether one of the tags moved after `tick`, as far as the looks have told. */
  movedSince(tick: number, tags: Iterable<Tag>): boolean {
    return this.moves?.since(tick, tags) ?? true;
  }

  /** The last tick that a look has told. */
  get tick(): number {
    return this.value;
  }

  /** Another one whenever ticks begin to mean something else: a backup was restored, a standby that lagged has taken over. */
  get epoch(): number {
    return this.restarts;
  }

  /** Ends the lease now: this process has committed something. A look under way was begun too early to count. */
  expire(): void {
    expireLease(this.counter);
  }

  /** Whether another instance may be serving what it kept before this moment; true also when that cannot be told. */
  async othersLiving(): Promise<boolean> {
    try {
      const { rows } = await this.pool.query<{ others: boolean }>({ name: 'others', text: OTHERS_LIVING, values: [this.id, LIVING] });
      return rows[0]?.others ?? true;
    } catch {
      return true;
    }
  }

  /** Says that this instance serves nothing any more, so that no writer waits for it, and closes the connections. */
  async stop(): Promise<void> {
    this.expire();
    await this.pool.query(`DELETE FROM "Instance" WHERE "id" = $1::uuid`, [this.id]).catch(() => undefined);
    await this.pool.end();
  }

  private async afterThisLook(): Promise<boolean> {
    await this.looking;
    this.queued = undefined;
    // Nor is one good enough that began meanwhile: some of those who wait here may have come after that.
    this.looking = undefined;
    return this.look();
  }

  private get expiries(): number {
    return Atomics.load(this.counter, 0);
  }

  private look(): Promise<boolean> {
    if (this.looking && this.begunAfter !== this.expiries) this.looking = undefined;
    if (!this.looking) {
      this.begun = now();
      this.begunAfter = this.expiries;
    }
    const look = (this.looking ??= this.takeLook().finally(() => {
      if (this.looking === look) this.looking = undefined;
    }));
    return look;
  }

  private async takeLook(): Promise<boolean> {
    try {
      for (;;) {
        const { expiries } = this;
        // Registered before the look: a writer that finds nobody registered has committed before we look.
        if (!within(BEAT, this.beaten)) await this.beat();
        // This process may have been paused while its sign of life was on the way, until nobody reckoned with it any more.
        while (!within(LIVING / 2, this.beaten)) await this.beat();
        const began = now();
        const { known } = this;
        const rows = await this.ask<LookRow>({ name: 'look', text: LOOK, values: [known] });
        // A commit of this process came between; what was seen may be older than that. Nobody else's look is waited for,
        // since who looks may be waiting for this one.
        if (expiries !== this.expiries) continue;
        if (!this.learn(rows, began, known)) continue;
        this.failedAt = undefined;
        this.looked = began;
        this.lookedAfter = expiries;
        return true;
      }
    } catch (error) {
      if (this.failedAt === undefined) log().warn({ err: error }, 'page cache: the database is away, kept pages are served as they are');
      this.failedAt = performance.now();
      return false;
    }
  }

  /**
   * Asks a second time where it fails. Once is no proof: a connection may have died while it lay in the pool, and a deadline that
   * this process itself has slept through comes before the answer that lies waiting.
   */
  private async ask<Row extends QueryResultRow>(query: QueryConfig): Promise<Row[]> {
    try {
      return (await this.pool.query<Row>(query)).rows;
    } catch {
      return (await this.pool.query<Row>(query)).rows;
    }
  }

  /** Takes in what a look has seen. @returns false where that tells nothing, since another look has ended meanwhile: look again */
  private learn(rows: LookRow[], began: Instant, asked: number): boolean {
    const [first] = rows;
    if (!first) throw new Error('the database is being restored');
    const value = Number(first.value);
    // Two looks at a time may come back in the other order; that is no counter that was set back.
    if (value < this.value && began.steady < this.learnedAt) return true;
    // The mark that it was told is of a tick that is not the last one here any more.
    if (asked !== this.known) return false;
    this.learnedAt = performance.now();
    const isOther = this.moves !== undefined && (value < this.value || first.known !== this.mark || first.whole !== this.whole);
    if (isOther) {
      this.restarts += 1;
      log().warn({ from: this.value, to: value }, 'page cache: the database has another history than before, nothing that was kept is served any more');
    }
    if (!this.moves || isOther) this.moves = new Moves(value);
    for (const { tag, moved } of isOther ? [] : rows) if (tag !== null) this.moves.add(tag, Number(moved));
    this.value = value;
    this.mark = first.mark;
    this.whole = first.whole;
    return true;
  }

  /** The last tick told, or one that is never reached where none was. */
  private get known(): number {
    return this.moves ? this.value : Number.MAX_SAFE_INTEGER;
  }

  private async beat(): Promise<void> {
    const first = this.beaten === NEVER;
    const began = now();
    await this.ask({ name: 'beat', text: SIGN_OF_LIFE, values: [this.id] });
    this.beaten = began;
    if (first) await this.pool.query(FORGET_THE_DEAD);
  }
}

/** Ends the lease of the clock that was made with this counter, whichever thread that is in. */
export function expireLease(counter: Int32Array): void {
  Atomics.add(counter, 0, 1);
}

/** What a writer has to do with a clock: his process's own, in this thread or another. */
export type WritersClock = Pick<Clock, 'expire' | 'othersLiving'>;

/** The clock that those who write in this thread tell of their commits: one that was provided, or else one of its own. */
export function writersClock(): WritersClock {
  return shared<WritersClock>(WRITERS, () => {
    const { DATABASE_URL } = readEnv();
    if (!DATABASE_URL) throw new Error('DATABASE_URL is not set');
    return new Clock(DATABASE_URL);
  });
}

/** Makes `clock` that of all who write in this thread. To be called before anybody does. */
export function provideWritersClock(clock: WritersClock): void {
  shared(WRITERS, () => clock);
}

const WRITERS = 'writers-clock';
