/** What lived so long did not die of its start. */
const CALM = 30_000;
const LONGEST = 30_000;

/** How long to wait before something that died is started again: not at all, and longer each time that it dies of its start. */
export class RestartPause {
  private quickDeaths = 0;

  /** @param age milliseconds that it lived; 0 for what could not even start */
  died(age: number): void {
    this.quickDeaths = age > CALM ? 0 : this.quickDeaths + 1;
  }

  /** Milliseconds, thirty seconds at the most. */
  get length(): number {
    return this.quickDeaths === 0 ? 0 : Math.min(LONGEST, 100 * 2 ** this.quickDeaths);
  }
}
