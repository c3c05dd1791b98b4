import { DomainError, invalid } from '../errors';
import { finding } from '../findings';
import { LIMITS } from '../limits';
import { storable } from '../plain-text';
import { checkedJson, readCapped } from './json-body';

/** What a form brings: a file, and what is said about it as JSON. */
export interface FileForm {
  fileName: string;
  bytes: Uint8Array;
  /** The field `options`; an empty object without it. */
  options: unknown;
}

const FORM_TYPE = /^multipart\/form-data\s*;.*\bboundary=(?:"([^"]{1,70})"|([^\s;,"]{1,70}))/i;
/** File, options, and one to spare: parsing makes objects of every part. */
const MOST_PARTS = 3;
/** Room for the heads of the parts. */
const FRAME = 16 * 1024;
const LONGEST_NAME = 255;

/**
 * A form (`multipart/form-data`) with a field `file` and perhaps one `options`. A form of another site can send this
 * without asking first; the route wrapper looks at the origin of every request.
 * @param most bytes of the file
 * @throws DomainError unsupported_media_type; too_large; malformed; invalid where there is no file, or for the options as
 * for any JSON
 */
export async function readFileForm(request: Request, most: number): Promise<FileForm> {
  const type = request.headers.get('content-type') ?? '';
  const boundary = FORM_TYPE.exec(type);
  if (!boundary) throw new DomainError('unsupported_media_type');
  const body = await readCapped(request, most + LIMITS.request.bytes + FRAME);
  if (partsOf(body, boundary[1] ?? boundary[2] ?? '') > MOST_PARTS) throw new DomainError('malformed');
  const form = await parsed(body, type);
  const file = form.get('file');
  const options = form.get('options');
  if (!(file instanceof File)) throw invalid([finding(['file'], 'file_missing')]);
  if (file.size > most) throw new DomainError('too_large');
  const said = options instanceof File ? await options.text() : options;
  if (said !== null && said.length > LIMITS.request.bytes) throw new DomainError('too_large');
  return { fileName: fileName(file.name), bytes: new Uint8Array(await file.arrayBuffer()), options: said === null ? {} : checkedJson(said) };
}

function partsOf(body: Uint8Array, boundary: string): number {
  const bytes = Buffer.from(body.buffer, body.byteOffset, body.byteLength);
  const mark = Buffer.from(`--${boundary}\r\n`);
  let count = 0;
  for (let at = bytes.indexOf(mark); at >= 0 && count <= MOST_PARTS; at = bytes.indexOf(mark, at + mark.length)) count += 1;
  return count;
}

async function parsed(body: Uint8Array, type: string): Promise<FormData> {
  try {
    return await new Response(Buffer.from(body.buffer, body.byteOffset, body.byteLength) as BodyInit, { headers: { 'content-type': type } }).formData();
  } catch {
    throw new DomainError('malformed');
  }
}

/** The last part of a path, as some browsers send one; nothing is ever opened by it. */
function fileName(name: string): string {
  const last = storable(name).split(/[\\/]/).at(-1) ?? '';
  return last.slice(-LONGEST_NAME).toWellFormed().trim() || 'document';
}
