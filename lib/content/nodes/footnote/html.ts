import { escapeHtml } from '../../escape-html';
import type { HtmlWriter } from '../node';
import type { Footnote } from '../schemas';

function ids({ idPrefix }: HtmlWriter, { attrs: { id } }: Footnote): { note: string; reference: string } {
  return { note: escapeHtml(`${idPrefix}note-${id}`), reference: escapeHtml(`${idPrefix}ref-${id}`) };
}

/** The number of a note, where it is referred to. */
export function reference(node: Footnote, number: number, writer: HtmlWriter): string {
  const id = ids(writer, node);
  const label = escapeHtml(`${writer.labels.note} ${number}`);
  // The word joiner keeps the number at the word that it is for.
  return `\u2060<sup class="note"><a id="${id.reference}" href="#${id.note}" role="doc-noteref" aria-label="${label}">${number}</a></sup>`;
}

/**
 * The list of all notes, each with the way back; '' where there are none.
 * @param first the number of the first one
 */
export function noteList(notes: readonly Footnote[], first: number, writer: HtmlWriter): string {
  if (notes.length === 0) return '';
  const items = notes.map((node, index) => {
    const id = ids(writer, node);
    const label = escapeHtml(`${writer.labels.back} ${first + index}`);
    return `<li id="${id.note}">${writer.line(node.content)} <a href="#${id.reference}" role="doc-backlink" aria-label="${label}">↩</a></li>`;
  });
  return `<ol class="notes"${first === 1 ? '' : ` start="${first}"`} aria-label="${escapeHtml(writer.labels.notes)}">${items.join('')}</ol>`;
}
