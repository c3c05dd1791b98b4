import { DomainError, invalid } from '../errors';
import { finding } from '../findings';
import { LIMITS } from '../limits';
import { isBlank } from '../characters';
import { storable } from '../plain-text';
import { checkedJson, readCapped } from './json-body';

/** What a form brings: a file, and what is said about it as JSON. */
export interface FileForm {
  /** Without its folders. */
  fileName: string;
  /** With them, as it was sent; nothing is ever opened by it. */
  path: string;
  bytes: Uint8Array;
  /** Pictures that lie beside the file, by their paths as they were sent. */
  pictures: ReadonlyMap<string, Uint8Array>;
  /** The field `options`; an empty object without it. */
  options: unknown;
}

const FORM_TYPE = /^multipart\/form-data\s*;.*\bboundary=(?:"([^"]{1,70})"|([^\s;,"]{1,70}))/i;
/** File, options, and one to spare: parsing makes objects of every part. */
const MOST_PARTS = 3;
/** Room for the heads of the parts, and of each picture more. */
const FRAME = 16 * 1024;
const HEAD = 512;
const LONGEST_NAME = 255;

/**
 * A form (`multipart/form-data`) with a field `file`, perhaps one `options`, and fields `picture` where they are allowed. A
 * form of another site can send this without asking first; the route wrapper looks at the origin of every request.
 * @param most bytes of the file and its pictures together
 * @param mostPictures none where nothing is said
 * @throws DomainError unsupported_media_type; too_large; malformed; invalid where there is no file, or for the options as
 * for any JSON
 */
export async function readFileForm(request: Request, most: number, mostPictures = 0): Promise<FileForm> {
  const type = request.headers.get('content-type') ?? '';
  const boundary = FORM_TYPE.exec(type);
  if (!boundary) throw new DomainError('unsupported_media_type');
  const body = await readCapped(request, most + LIMITS.request.bytes + FRAME + mostPictures * HEAD);
  const mostParts = MOST_PARTS + mostPictures;
  if (partsOf(body, boundary[1] ?? boundary[2] ?? '', mostParts) > mostParts) throw new DomainError('malformed');
  const form = await parsed(body, type);
  const file = form.get('file');
  const options = form.get('options');
  if (!(file instanceof File)) throw invalid([finding(['file'], 'file_missing')]);
  const beside = form.getAll('picture').filter((one) => one instanceof File).slice(0, mostPictures);
  if (beside.reduce((sum, { size }) => sum + size, file.size) > most) throw new DomainError('too_large');
  const said = options instanceof File ? await options.text() : options;
  if (said !== null && said.length > LIMITS.request.bytes) throw new DomainError('too_large');
  const pictures = new Map<string, Uint8Array>();
  for (const picture of beside) pictures.set(filePath(picture.name), new Uint8Array(await picture.arrayBuffer()));
  const path = filePath(file.name);
  return { fileName: fileName(path), path, bytes: new Uint8Array(await file.arrayBuffer()), pictures, options: said === null ? {} : checkedJson(said) };
}

/** How many parts a form has; counts no further than one past `most`. */
function partsOf(body: Uint8Array, boundary: string, most: number): number {
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  const mark = Buffer.from(`--${boundary}\r\n`);
  let count = 0;
  for (let at = bytes.indexOf(mark); at >= 0 && count <= most; at = bytes.indexOf(mark, at + mark.length)) count += 1;
  return count;
}

async function parsed(body: Uint8Array, type: string): Promise<FormData> {
  try {
    return await new Response(Buffer.from(body.buffer, body.byteOffset, body.byteLength) as BodyInit, { headers: { 'content-type': type } }).formData();
  } catch {
    throw new DomainError('malformed');
  }
}

function filePath(name: string): string {
  return storable(name, ' ').replaceAll('\\', '/');
}

/** The last part of a path, as some browsers send one. */
function fileName(path: string): string {
  const last = path.slice(path.lastIndexOf('/') + 1);
  const name = last.slice(-LONGEST_NAME).toWellFormed().trim();
  return isBlank(name) ? 'document' : name;
}
