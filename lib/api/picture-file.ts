import { z } from 'zod';
import { readPictureFile } from '../domains/assets/store';
import { notFound } from '../platform/errors';
import { FileReply } from '../platform/http/file-reply';

interface Named {
  /** Of the picture. */
  hash: string;
  /** Of this file of it, in px. */
  width: number;
}

/** The last part of a picture's address, as `fileName` of lib/content writes it. */
const NAME = /^([0-9a-f]{64})-([1-9]\d{0,4})\.webp$/;

/** The picture and width that the `[file]` of an address means; for `params`. */
export const pictureFileName = z
  .string()
  .regex(NAME)
  .transform((name): Named => {
    const [, hash = '', width] = NAME.exec(name) ?? [];
    return { hash, width: Number(width) };
  });

/**
 * A file of a picture, to be shown. Whether the client may have it is for the caller to ask first.
 * @throws DomainError not_found where the store has no such file
 */
export async function pictureFile({ hash, width }: Named, cacheControl: string): Promise<FileReply> {
  const body = await readPictureFile(hash, width);
  if (!body) throw notFound();
  return new FileReply({ body, type: 'image/webp', cacheControl, etag: `"${hash.slice(0, 32)}-${width}"` });
}
