import { inflateSync } from 'node:zlib';
import { unreadable } from '../../../../platform/errors';
import { LIMITS } from '../../../../platform/limits';
import type { WordFile } from './word-file';

/** A picture as the file keeps it. */
export interface DocPicture {
  bytes: Buffer;
  alt: string;
}

/** A record of a drawing (MS-ODRAW 2.2.1): what it is, and its content. */
interface DrawingRecord {
  type: number;
  instance: number;
  content: Buffer;
}

const HEAD = 8;
const SHAPE_GROUP = 0xf003;
const SHAPE = 0xf004;
const STORE = 0xf001;
const STORED = 0xf007;
const FIRST_PICTURE = 0xf01a;
const LAST_PICTURE = 0xf02a;
const SHAPE_ID = 0xf00a;
const OPTIONS = 0xf00b;
/** Properties of a shape: the number of its picture, and the words that describe it. */
const PICTURE_NUMBER = 0x0104;
const DESCRIPTION = 0x0381;
const METAFILES = new Set([0xf01a, 0xf01b, 0xf01c]);
const PICTURE_HEAD = 68;
const LINKED = 0x66;
/** Groups in groups; nobody draws deeper. */
const DEEPEST = 20;

/** Bytes that pictures of the document may still unpack to. */
interface Budget {
  left: number;
}

function* records(bytes: Buffer): Generator<DrawingRecord> {
  for (let at = 0; at + HEAD <= bytes.length; ) {
    const length = bytes.readUInt32LE(at + 4);
    yield { type: bytes.readUInt16LE(at + 2), instance: bytes.readUInt16LE(at) >> 4, content: bytes.subarray(at + HEAD, at + HEAD + length) };
    at += HEAD + length;
  }
}

/** The bytes of a picture's record, as a file of its own. */
function pictureBytes({ type, instance, content }: DrawingRecord, budget: Budget): Buffer | null {
  if (type < FIRST_PICTURE || type > LAST_PICTURE) return null;
  // Two checksums instead of one where the instance is odd.
  const ids = instance & 1 ? 32 : 16;
  if (!METAFILES.has(type)) return content.subarray(ids + 1);
  const [packed, isPacked] = [content.subarray(ids + 34), content[ids + 32] === 0];
  if (!isPacked) return packed;
  const size = content.length >= ids + 4 ? content.readUInt32LE(ids) : 0;
  budget.left -= size;
  if (budget.left < 0) throw unreadable('archive_size');
  try {
    return inflateSync(packed, { maxOutputLength: Math.max(1, size) });
  } catch {
    return null;
  }
}

/** The picture in a record, or in the entry of a store that holds it or says where in the file it stands. */
function storedPicture(record: DrawingRecord, main: Buffer | null, budget: Budget): Buffer | null {
  if (record.type !== STORED) return pictureBytes(record, budget);
  const { content } = record;
  if (content.length < 36) return null;
  for (const inner of records(content.subarray(36 + content[33]!))) return pictureBytes(inner, budget);
  const at = content.readUInt32LE(28);
  if (!main || at + HEAD > main.length) return null;
  for (const outer of records(main.subarray(at))) return pictureBytes(outer, budget);
  return null;
}

/** What the properties of a shape say of its picture. */
function shapeOptions(content: Buffer, instance: number): { picture: number; alt: string } {
  let picture = 0;
  let alt = '';
  let beyond = 6 * instance;
  for (let index = 0; index < instance && 6 * index + 6 <= content.length; index++) {
    const id = content.readUInt16LE(6 * index);
    const value = content.readUInt32LE(6 * index + 2);
    if ((id & 0x3fff) === PICTURE_NUMBER) picture = value;
    if (!(id & 0x8000)) continue;
    if ((id & 0x3fff) === DESCRIPTION) alt = content.toString('utf16le', Math.min(beyond, content.length), Math.min(beyond + value, content.length)).split('\0')[0] ?? '';
    beyond += value;
  }
  return { picture, alt };
}

/** The pictures of a document: those that stand in its text, and those of the drawings beside it with the groups that they are in. */
export class DocPictures {
  private readonly store: DrawingRecord[] = [];
  private readonly shapes = new Map<number, { picture: number; alt: string }>();
  private readonly groups = new Map<number, number[]>();
  private readonly budget: Budget = { left: LIMITS.archive.total };

  /** @param data the stream of large data, where the file has one */
  constructor(
    private readonly file: WordFile,
    private readonly data: Buffer | null,
  ) {
    const table = file.table('drawings');
    const [head] = records(table);
    if (!head) return;
    for (const one of records(head.content)) if (one.type === STORE) this.store.push(...records(one.content));
    // Before each drawing stands a byte that says whether it is of the text or of the headers.
    const rest = table.subarray(HEAD + head.content.length);
    for (let at = 1; at + HEAD <= rest.length; ) {
      const length = rest.readUInt32LE(at + 4);
      this.readShapes(rest.subarray(at + HEAD, at + HEAD + length), 0, 0);
      at += HEAD + length + 1;
    }
  }

  /** @param group the outermost group around; the text refers to drawings by it, or by a shape in none */
  private readShapes(bytes: Buffer, group: number, depth: number): void {
    let first = 0;
    for (const record of records(bytes)) {
      if (record.type === SHAPE_GROUP && depth < DEEPEST) this.readShapes(record.content, depth <= 1 ? 0 : group || first, depth + 1);
      if (record.type !== SHAPE) continue;
      let id = 0;
      let options = { picture: 0, alt: '' };
      for (const one of records(record.content)) {
        if (one.type === SHAPE_ID && one.content.length >= 4) id = one.content.readUInt32LE(0);
        if (one.type === OPTIONS) options = shapeOptions(one.content, one.instance);
      }
      // The first shape of a group is the group itself.
      first ||= id;
      this.shapes.set(id, options);
      const around = depth <= 1 ? id : group || first;
      this.groups.set(around, (this.groups.get(around) ?? []).concat(id));
    }
  }

  /** The shapes of a drawing that the text refers to: itself, and those that are grouped in it. */
  members(id: number): readonly number[] {
    return this.groups.get(id) ?? [id];
  }

  /** The picture of a shape; null where it shows none, undefined where it shows one that cannot be read. */
  ofShape(id: number): DocPicture | null | undefined {
    const shape = this.shapes.get(id);
    if (!shape || shape.picture === 0) return null;
    const record = this.store[shape.picture - 1];
    const bytes = record && storedPicture(record, this.file.main, this.budget);
    return bytes ? { bytes, alt: shape.alt } : undefined;
  }

  /** A picture that stands in the text (PICFAndOfficeArtData), by its place in the stream of data; null for none that can be read. */
  inText(at: number): DocPicture | null {
    const { data } = this;
    if (!data || at + PICTURE_HEAD > data.length) return null;
    const whole = data.subarray(at, at + data.readUInt32LE(at));
    if (whole.length < PICTURE_HEAD) return null;
    // Behind it the name of a file that the picture is linked to.
    const head = whole.readUInt16LE(4) + (whole.readUInt16LE(6) === LINKED ? 1 + (whole[PICTURE_HEAD] ?? 0) : 0);
    let alt = '';
    for (const record of records(whole.subarray(head))) {
      if (record.type === SHAPE) for (const one of records(record.content)) if (one.type === OPTIONS) alt = shapeOptions(one.content, one.instance).alt || alt;
      const bytes = storedPicture(record, null, this.budget);
      if (bytes) return { bytes, alt };
    }
    return null;
  }

  /** Whether the box of a form is ticked (FFData), by its place in the stream of data; null where it is another field. */
  tick(at: number): boolean | null {
    const { data } = this;
    if (!data || at + PICTURE_HEAD > data.length) return null;
    const form = at + data.readUInt16LE(at + 4);
    if (form + 6 > data.length) return null;
    const flags = data.readUInt16LE(form + 4);
    return (flags & 3) === 1 ? ((flags >> 2) & 0x1f) === 1 : null;
  }
}
