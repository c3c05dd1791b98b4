import { EVERYTHING, type Tag } from './tags';

/** How many tags are remembered; an answer older than what was forgotten is made anew. */
const MOST = 20_000;

/** The ticks at which tags moved, as far as they are remembered. */
export class Moves {
  private readonly at = new Map<string, number>();
  /** Moves up to this tick may be forgotten. */
  private floor: number;

  constructor(from: number) {
    this.floor = from;
  }

  /** Notes moves in the order of their ticks. */
  add(tag: string, tick: number): void {
    // Deleted first, so that the oldest move always stands first.
    this.at.delete(tag);
    this.at.set(tag, tick);
    if (this.at.size <= MOST) return;
    const [oldest, forgotten] = this.at.entries().next().value!;
    this.at.delete(oldest);
    this.floor = Math.max(this.floor, forgotten);
  }

  /** Whether one of the tags moved after `tick`, or may have. */
  since(tick: number, tags: Iterable<Tag>): boolean {
    if (tick < this.floor || this.after(tick, EVERYTHING)) return true;
    for (const tag of tags) if (this.after(tick, tag)) return true;
    return false;
  }

  private after(tick: number, tag: Tag): boolean {
    const moved = this.at.get(tag);
    return moved !== undefined && moved > tick;
  }
}
