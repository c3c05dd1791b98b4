/** A state that readers may see: published with words that hold its step, or withdrawn. */
export type Kind = 'published' | 'withdrawn';

/** What a reader saw of a subject; `step` where the words told it. */
export interface Seen {
  kind: Kind;
  step?: number;
}

/** The states of one subject in the order in which they were asked for, and how many of them were answered 2xx. */
export class Ledger {
  /** The state before the first step: nothing was published. */
  private readonly kinds: Kind[] = ['withdrawn'];
  private answered = 0;

  constructor(readonly subject: string) {}

  /** A change is about to be asked for; from now on it may be seen. @returns its step */
  ask(kind: Kind): number {
    return this.kinds.push(kind) - 1;
  }

  /** The change has been answered 2xx; from now on nothing before it may be seen. */
  acknowledge(step: number): void {
    this.answered = Math.max(this.answered, step);
  }

  /** The last step that was answered: the least that a request sent now has to show. */
  get floor(): number {
    return this.answered;
  }

  /** Whether a request that was sent at `floor` may have seen this. */
  allows(floor: number, { kind, step }: Seen): boolean {
    const possible = this.kinds.slice(floor).map((known, at) => ({ kind: known, step: floor + at }));
    return possible.some((state) => state.kind === kind && (step === undefined || state.step === step));
  }

  /** For a report: what might have been seen. */
  since(floor: number): string {
    return this.kinds.slice(floor).map((kind, at) => `${floor + at} ${kind}`).join(', ');
  }
}
