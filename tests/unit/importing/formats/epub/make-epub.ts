import { strToU8, zipSync } from 'fflate';

/** A page of a book: its path below the package, and what the book says of it. */
export interface Page {
  path: string;
  body: string;
  properties?: string;
  guide?: string;
  linear?: string;
}

export const xhtml = (body: string) => `<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops"><head><title/><script src="a.js"/></head><body>${body}</body></html>`;

/** An EPUB of these pages, which lie in OEBPS/. */
export function makeEpub(pages: readonly Page[], { title = '渠水三年', files = {}, opf = '' }: { title?: string; files?: Record<string, Uint8Array | string>; opf?: string } = {}): Uint8Array {
  const items = pages.map(({ path, properties }, i) => `<item id="p${i}" href="${path}" media-type="application/xhtml+xml"${properties ? ` properties="${properties}"` : ''}/>`).join('');
  const spine = pages.map(({ linear }, i) => `<itemref idref="p${i}"${linear ? ` linear="${linear}"` : ''}/>`).join('');
  const guide = pages.map(({ path, guide: type }) => (type ? `<reference type="${type}" href="${path}"/>` : '')).join('');
  const whole = `<?xml version="1.0"?><package xmlns="http://www.idpf.org/2007/opf"><metadata xmlns:dc="http://purl.org/dc/elements/1.1/"><dc:title>${title}</dc:title><dc:creator>冉启华</dc:creator><dc:date>2023-05-06</dc:date></metadata><manifest>${items}</manifest><spine>${spine}</spine><guide>${guide}</guide></package>`;
  const all: Record<string, Uint8Array | string> = {
    mimetype: 'application/epub+zip',
    'META-INF/container.xml': '<container xmlns="urn:oasis:names:tc:opendocument:xmlns:container"><rootfiles><rootfile full-path="OEBPS/book.opf" media-type="application/oebps-package+xml"/></rootfiles></container>',
    'OEBPS/book.opf': opf || whole,
    ...Object.fromEntries(pages.map(({ path, body }) => [`OEBPS/${path}`, xhtml(body)])),
    ...files,
  };
  return zipSync(Object.fromEntries(Object.entries(all).map(([name, content]) => [name, typeof content === 'string' ? strToU8(content) : content])));
}
