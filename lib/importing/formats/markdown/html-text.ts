const NAMED: Record<string, string> = { amp: '&', lt: '<', gt: '>', quot: '"', apos: "'", nbsp: ' ' };

function withoutComments(html: string): string {
  let text = '';
  let at = 0;
  for (let start = html.indexOf('<!--'); start !== -1; start = html.indexOf('<!--', at)) {
    const end = html.indexOf('-->', start + 4);
    text += html.slice(at, start);
    at = end === -1 ? html.length : end + 3;
  }
  return text + html.slice(at);
}

/**
 * The words of a piece of HTML in Markdown, tags and comments taken away. No parser and no
 * sanitiser: what comes out is text and is escaped like all text. Linear in its input.
 */
export function htmlText(html: string): string {
  return withoutComments(html)
    .replace(/<[^<>]*>/g, '')
    .replace(/&(amp|lt|gt|quot|apos|nbsp);/g, (whole, name: string) => NAMED[name] ?? whole);
}
