import { bodyToText } from './body-text';
import { rememberBlocks } from './kept-blocks';

/** Characters of HTML that are read; a larger paste comes in as plain text. */
const MOST = 2_000_000;

/**
 * HTML from the clipboard in the notation of the desk: headings, lists, tables, bold and links stay. What the notation
 * cannot say (a table with merged cells) is a line `{{…}}` that keeps it.
 * @returns null where the plain text serves as well: nothing in the HTML, or more than is read
 */
export async function pastedText(html: string, plain: string): Promise<string | null> {
  if (html.length > MOST) return null;
  try {
    // Only who pastes needs the reader.
    const { pastedBody } = await import('@/lib/importing/pasted-body');
    const body = pastedBody(html);
    if (body.content.every(({ type }) => type === 'paragraph') && body.content.length <= 1 && bodyToText(body) === plain.trim()) return null;
    rememberBlocks(body);
    return bodyToText(body) || null;
  } catch {
    // The same words lie in the clipboard as plain text.
    return null;
  }
}

/** Puts text where the cursor stands, as if it had been typed: the browser can undo it. */
export function typeInto(area: HTMLTextAreaElement, text: string): void {
  area.focus();
  // Deprecated, and the only way that "undo" knows of.
  if (area.ownerDocument.execCommand('insertText', false, text)) return;
  area.setRangeText(text, area.selectionStart, area.selectionEnd, 'end');
  area.dispatchEvent(new Event('input', { bubbles: true }));
}
