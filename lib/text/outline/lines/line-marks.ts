import type { Lines } from './lines';
import type { About, LineMark } from '../source';

/** What the document's format says of it, and of its lines, looked up by the number of a line. */
export class LineMarks {
  private readonly indexes: Int32Array | null;

  /** @param marks rising and apart; a line that one of them touches has it */
  constructor(lines: Lines, private readonly marks: readonly LineMark[], readonly about: About = {}) {
    this.indexes = marks.length > 0 ? new Int32Array(lines.count).fill(-1) : null;
    if (!this.indexes) return;
    for (let line = 0, mark = 0; line < lines.count && mark < marks.length; line++) {
      while ((marks[mark]?.to ?? Infinity) <= lines.start(line)) mark++;
      if ((marks[mark]?.from ?? Infinity) < lines.end(line)) this.indexes[line] = mark;
    }
  }

  /** Whether the format says anything at all. */
  get any(): boolean {
    return this.indexes !== null;
  }

  /** Whether the format makes more of the line than a paragraph: a heading, an item, a picture or a table, a line in bold. */
  isFormed(line: number): boolean {
    const mark = this.of(line);
    return mark?.heading !== undefined || mark?.item !== undefined || mark?.fixed === true || mark?.bold === true;
  }

  of(line: number): LineMark | undefined {
    const index = this.indexes?.[line] ?? -1;
    return index < 0 ? undefined : this.marks[index];
  }
}
