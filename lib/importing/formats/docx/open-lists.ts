import type { DocumentBuilder } from '../builder';

/** What stands before an item as text: its number, and how many characters of its line that takes. */
export interface ItemNumber {
  number: number;
  prefix: number;
}

/** The Word lists that are open in a story: paragraphs say their level one by one, and lists nest by it. */
export class OpenLists {
  private readonly open: { level: number; ordered: boolean }[] = [];

  constructor(private readonly builder: DocumentBuilder) {}

  /** How many lists stand around the next line. */
  get depth(): number {
    return this.open.length;
  }

  /** Begins the next item at a level: in the list that is open there, or in a new one. `counted` is null for bullets. */
  item(level: number, counted: ItemNumber | null): void {
    const { builder } = this;
    const ordered = counted !== null;
    this.close(level + 1);
    if (this.open.at(-1)?.level === level && this.open.at(-1)?.ordered !== ordered) this.close(level);
    if (this.open.at(-1)?.level === level) builder.closeBlock();
    else {
      builder.openBlock({ type: 'list', ordered, blocks: [] });
      this.open.push({ level, ordered });
    }
    builder.openBlock({ type: 'item', number: counted?.number ?? 0, prefix: counted?.prefix ?? 0, blocks: [] });
  }

  /** Closes the lists at this level and below it; 0 for all. */
  close(level: number): void {
    while ((this.open.at(-1)?.level ?? -1) >= level) {
      this.open.pop();
      this.builder.closeBlock();
      this.builder.closeBlock();
    }
  }
}
