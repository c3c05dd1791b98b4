import { decodeText } from '../text/decode';

/** The first part of a saved page (MHT, RFC 2557) that is HTML, decoded; null where there is none. */
export function htmlOfArchive(text: string): string | null {
  const boundary = /boundary\s*=\s*"?([^"\r\n;]{1,200})"?/i.exec(text.slice(0, 8_192))?.[1]?.trim();
  const parts = boundary ? text.split(`--${boundary}`) : [text];
  for (const part of parts) {
    const blank = /\r?\n\r?\n/.exec(part);
    const headers = part.slice(0, blank?.index ?? 0);
    if (!blank || !/content-type:\s*text\/html/i.test(headers)) continue;
    const encoding = /content-transfer-encoding:\s*([\w-]{2,20})/i.exec(headers)?.[1]?.toLowerCase();
    const charset = /charset\s*=\s*"?([\w-]{2,40})/i.exec(headers)?.[1];
    const body = part.slice(blank.index + blank[0].length);
    if (encoding === 'base64') return decodeText(new Uint8Array(Buffer.from(body, 'base64')), charset).text;
    return encoding === 'quoted-printable' ? decodeText(quotedPrintable(body), charset).text : body;
  }
  return null;
}

/** Bytes written as text, =E6=B0=B4, with soft line ends (RFC 2045, 6.7). */
function quotedPrintable(body: string): Uint8Array {
  const plain = body.replace(/=[ \t]*\r?\n/g, '').replace(/=([0-9A-Fa-f]{2})/g, (_, hex: string) => String.fromCharCode(parseInt(hex, 16)));
  return new Uint8Array(Buffer.from(plain, 'latin1'));
}
