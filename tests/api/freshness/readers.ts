import { RETRY_AFTER_BUSY } from '../../../lib/platform/semaphore';
import type { Answer } from '../../support/client';
import { wordsOf, type Subject } from './writers';
import { visit, type Instance, type World } from './world';

/** What the readers have seen, in numbers, and what they should not have seen, in words. */
export class Observations {
  readonly faults: string[] = [];
  reads = 0;
  hits = 0;
  pastLease = 0;
  brokenOff = 0;
  /** Told to come back, since too many asked at once. */
  sentAway = 0;
}

/** Reads cases and lists on any instance, and holds each answer against what had been answered when it asked. */
export class Reader {
  private stopped = false;

  constructor(
    private readonly world: World,
    private readonly subjects: Subject[],
    private readonly seen: Observations,
  ) {}

  stop(): void {
    this.stopped = true;
  }

  async read(): Promise<void> {
    while (!this.stopped) {
      const published = this.subjects.filter(({ number }) => number !== undefined);
      const subject = published[Math.floor(Math.random() * published.length)];
      // Lists are dropped by every step of every writer; cases by their own.
      if (!subject || Math.random() < 0.15) await this.readList(pick(['/', '/c/c', '/api/cases', '/feed.xml', '/sitemap.xml']));
      else await this.readCase(pick([`/cases/${subject.number}`, `/api/cases/${subject.number}`]), subject);
    }
  }

  private async readCase(address: string, { ledger }: Subject): Promise<void> {
    const { floor } = ledger;
    await this.ask(address, (answer) => {
      if (answer.status !== 200 && answer.status !== 410) return `${answer.status}`;
      const steps = stepsIn(answer.text, ledger.subject);
      if (steps.length > 1) return `a mixture of the steps ${steps.join(' and ')}`;
      const kind = answer.status === 200 ? 'published' : 'withdrawn';
      return ledger.allows(floor, { kind, step: steps[0]! }) ? null : `${kind} ${steps[0]} where it had to be one of ${ledger.since(floor)}`;
    });
  }

  private async readList(address: string): Promise<void> {
    const floors = this.subjects.map(({ ledger }) => ledger.floor);
    await this.ask(address, (answer) => {
      if (answer.status !== 200) return `${answer.status}`;
      const wrong = this.subjects.flatMap(({ ledger, number }, at) => {
        // The sitemap has no words, but the number.
        const steps = address === '/sitemap.xml' ? [] : stepsIn(answer.text, ledger.subject);
        const listed = steps.length > 0 || (address === '/sitemap.xml' && number !== undefined && answer.text.includes(`/cases/${number}<`));
        if (steps.length > 1) return [`${ledger.subject} is a mixture of the steps ${steps.join(' and ')}`];
        const state = listed ? { kind: 'published' as const, ...(steps[0] === undefined ? {} : { step: steps[0] }) } : { kind: 'withdrawn' as const };
        return ledger.allows(floors[at]!, state) ? [] : [`${ledger.subject} is ${state.kind} ${steps[0] ?? ''} where it had to be one of ${ledger.since(floors[at]!)}`];
      });
      return wrong.length === 0 ? null : wrong.join('; ');
    });
  }

  private async ask(address: string, judge: (answer: Answer) => string | null): Promise<void> {
    const instance = this.world.any();
    const sent = performance.now();
    let answer: Answer;
    try {
      answer = await visit(instance, address);
    } catch {
      // Of one that has died, or of a connection that nobody had used and that has just timed out.
      this.seen.brokenOff += 1;
      return;
    }
    this.seen.reads += 1;
    if (isBusy(answer)) {
      this.seen.sentAway += 1;
      return;
    }
    const cacheStatus = answer.headers['cache-status'] ?? '';
    if (cacheStatus === 'anli; hit') this.seen.hits += 1;
    if (cacheStatus.includes('past-lease')) this.seen.pastLease += 1;
    const excused = answer.status === 503 || cacheStatus.includes('past-lease');
    const fault = excused ? excuse(instance, sent, answer) : judge(answer);
    if (fault !== null) this.seen.faults.push(`${address} of ${instance.site.origin} (${cacheStatus}): ${fault}; ${this.world.circumstances(sent)}`);
  }
}

/** Whether an answer says that nobody has begun to make it: on a busy machine it was not its turn in time. */
function isBusy({ status, headers }: Answer): boolean {
  return status === 503 && headers['cache-status'] === undefined && Number(headers['retry-after']) === RETRY_AFTER_BUSY;
}

/** An instance may only say that its database is away while it is, and a little longer. */
function excuse(instance: Instance, sent: number, { status }: Answer): string | null {
  return sent < Math.max(instance.excusedUntil, status === 503 ? instance.mayRefuseUntil : 0) ? null : `${status} although the database was there`;
}

function pick<T>(from: readonly T[]): T {
  return from[Math.floor(Math.random() * from.length)]!;
}

/** All steps whose words of this subject stand in a text. */
function stepsIn(text: string, subject: string): number[] {
  const found = new Set<number>();
  const mark = wordsOf(subject, 0).split('0')[0]!;
  for (let at = text.indexOf(mark); at !== -1; at = text.indexOf(mark, at + 1)) found.add(Number.parseInt(text.slice(at + mark.length), 10));
  return [...found];
}
