/** A part of a message: its headers, and its body as bytes that are sent in base64, or as it stands. */
export interface Part {
  headers: Record<string, string>;
  body: string | Uint8Array;
}

const block = (headers: Record<string, string>) => Object.entries(headers).map(([name, value]) => `${name}: ${value}\r\n`).join('');

/** A message of these headers and this body. */
export function message(headers: Record<string, string>, body: string): Uint8Array {
  return Buffer.from(`${block({ 'MIME-Version': '1.0', ...headers })}\r\n${body}`);
}

/** The headers and the body of a multipart. */
export function multipart(kind: string, parts: Part[], boundary = `=_${kind}`): Part {
  const pieces = parts.map(({ headers, body }) => {
    const encoded = typeof body === 'string' ? body : Buffer.from(body).toString('base64').replace(/.{76}/g, '$&\r\n');
    return `--${boundary}\r\n${block(typeof body === 'string' ? headers : { ...headers, 'Content-Transfer-Encoding': 'base64' })}\r\n${encoded}\r\n`;
  });
  return { headers: { 'Content-Type': `multipart/${kind}; boundary="${boundary}"` }, body: `${pieces.join('')}--${boundary}--\r\n` };
}

/** Bytes in quoted-printable. */
export function quoted(bytes: Uint8Array): string {
  return [...bytes].map((byte) => `=${byte.toString(16).toUpperCase().padStart(2, '0')}`).join('').replace(/(?:=..){24}/g, '$&=\r\n');
}

export const html = (body: string | Uint8Array, charset = 'utf-8'): Part => ({ headers: { 'Content-Type': `text/html; charset="${charset}"` }, body: typeof body === 'string' ? Buffer.from(body) : body });
export const text = (body: string): Part => ({ headers: { 'Content-Type': 'text/plain; charset="utf-8"' }, body: Buffer.from(body) });
export const attached = (name: string, body: Uint8Array, type = 'application/octet-stream'): Part => ({ headers: { 'Content-Type': type, 'Content-Disposition': `attachment; filename*=utf-8''${encodeURIComponent(name)}` }, body });
export const picture = (headers: Record<string, string>, body = Buffer.from('89504e470d0a1a0a', 'hex')): Part => ({ headers: { 'Content-Type': 'image/png', ...headers }, body });
