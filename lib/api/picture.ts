import { readPictureFile } from '../domains/assets/store';
import { ASSET_HASH } from '../content/picture-files';
import { DomainError } from '../platform/errors';
import { namesTag } from '../platform/http/entity-tag';

const NAME = /^([0-9a-f]{64})-([1-9]\d{0,4})\.webp$/;

interface Named {
  hash: string;
  width: number;
}

/** The picture and width that a file's name in an address means. @throws DomainError not_found for what names none */
export function namedPicture(file: string | string[] | undefined): Named {
  const [, hash = '', width] = NAME.exec(typeof file === 'string' ? file : '') ?? [];
  if (!ASSET_HASH.test(hash)) throw new DomainError('not_found');
  return { hash, width: Number(width) };
}

/**
 * A file of a picture as an answer, or 304 where the client has it. Whether the client may have it is for the caller to
 * ask first. No script, frame or form could run in it, whatever a browser takes it for.
 * @throws DomainError not_found where the store has no such file
 */
export async function pictureAnswer(request: Request, { hash, width }: Named, cacheControl: string): Promise<Response> {
  const etag = `"${hash.slice(0, 32)}-${width}"`;
  const headers = {
    'cache-control': cacheControl,
    'content-security-policy': "default-src 'none'; frame-ancestors 'none'; sandbox",
    etag,
  };
  const bytes = await readPictureFile(hash, width);
  if (!bytes) throw new DomainError('not_found');
  if (namesTag(request.headers.get('if-none-match'), etag)) return new Response(null, { status: 304, headers });
  return new Response(new Uint8Array(bytes), { headers: { ...headers, 'content-type': 'image/webp', 'content-length': String(bytes.length) } });
}
