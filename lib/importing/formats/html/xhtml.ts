/** Elements that HTML has without an end. */
const VOID = /^(?:area|base|br|col|embed|hr|img|input|link|meta|param|source|track|wbr)$/i;

/**
 * XHTML as HTML: an element that is closed where it begins (`<a id="x"/>`, `<title/>`) has its end written out, since a parser
 * of HTML takes it for one that goes on. Linear.
 */
export function asHtml(xhtml: string): string {
  return xhtml.replace(/<([a-z][\w:-]*)((?:\s[^<>]*)?)\/>/gi, (whole, name: string, attributes: string) => (VOID.test(name) ? whole : `<${name}${attributes}></${name}>`));
}

/** Whether a page says that it is XML. */
export function isXhtml(page: string): boolean {
  return /^\s*<\?xml\b/.test(page);
}
