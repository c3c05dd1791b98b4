import { isZip } from './formats/archive/zip-signature';
import { isMessage } from './formats/mime/headers';

/** How much of a file its root element is looked for in. */
const HEAD = 8_192;
const WXR = /<rss\b[^>]{0,4000}\bxmlns:wp\s*=/i;

/** Whether a text is a WordPress export (WXR), which says so on its root; other RSS is none. */
export function isWordPress(text: string): boolean {
  return WXR.test(text.slice(0, HEAD));
}

/**
 * Whether a file may hold several documents: a ZIP, mail, an export of a website. What it is, `recognise` says; this looks at its
 * beginning alone.
 */
export function mayHoldSeveral(bytes: Uint8Array, fileName: string): boolean {
  if (isZip(bytes) || isMessage(bytes, fileName)) return true;
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, HEAD));
  return isWordPress(head) || /^(?:\u00EF\u00BB\u00BF)?\s*\{/.test(head);
}
