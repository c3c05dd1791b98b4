const BLOCK = 'address|article|aside|blockquote|center|details|div|dl|fieldset|figcaption|figure|footer|form|h[1-6]|header|hr|iframe|li|main|nav|object|ol|p|section|summary|table|tbody|td|tfoot|th|thead|tr|ul';
const BEGINS = new RegExp(`^\\s*</?(?:${BLOCK})\\b`, 'i');
const VERBATIM = /(<(pre|script|style|textarea)\b)|(<\/(?:pre|script|style|textarea)\s*>)/gi;

/**
 * Content of WordPress's classic editor, in which a blank line ends a paragraph and a line break ends a line; what is written
 * in blocks or has its own paragraphs stays as it is.
 */
export function withParagraphs(content: string): string {
  if (content.includes('<!-- wp:')) return content;
  return pieces(content).map(({ text, verbatim }) => (verbatim ? text : flowing(text))).join('');
}

/** The content cut where code and the like begins and ends, in which line breaks are what they are. */
function pieces(content: string): { text: string; verbatim: boolean }[] {
  const found: { text: string; verbatim: boolean }[] = [];
  let at = 0;
  let open = -1;
  for (const { index, 0: whole, 1: opens } of content.matchAll(VERBATIM)) {
    if (opens && open < 0) {
      found.push({ text: content.slice(at, index), verbatim: false });
      at = open = index;
    } else if (!opens && open >= 0) {
      found.push({ text: content.slice(open, index + whole.length), verbatim: true });
      at = index + whole.length;
      open = -1;
    }
  }
  found.push({ text: content.slice(at), verbatim: open >= 0 });
  return found;
}

function flowing(text: string): string {
  return text
    .split(/\n(?:[ \t]*\n)+/)
    .map((part) => {
      const plain = part.trim();
      if (plain === '') return '';
      return BEGINS.test(plain) ? `${plain}\n` : `<p>${plain.replace(/\n/g, '<br>')}</p>\n`;
    })
    .join('');
}
