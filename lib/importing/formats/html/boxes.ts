import type { Span } from '../../../text/outline/source';
import type { LineForm } from '../builder';
import type { Flow } from './flow';

/** The boxes of a page that stand around its article, as stretches of its text. */
export class Boxes {
  readonly found: Span[] = [];
  private inside = false;

  constructor(private readonly flow: Flow) {}

  /** Reads a box; one inside of another, or of a cell, is a part of that. */
  box(read: () => void, form: () => LineForm): void {
    const { flow } = this;
    const { builder } = flow;
    const isOutermost = !this.inside && !flow.inCell;
    flow.end(form());
    const from = builder.position;
    this.inside = true;
    builder.pushForm({ chrome: true });
    read();
    flow.end(form());
    builder.popForm();
    if (!isOutermost) return;
    this.inside = false;
    if (builder.position > from) this.found.push({ from, to: builder.position - 1 });
  }
}
