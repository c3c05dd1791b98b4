import { finished } from 'node:stream/promises';
import { Splitter, type MimeNode } from '@zone-eu/mailsplit';
import libmime from 'libmime';
import { unreadable } from '../../../platform/errors';
import { LIMITS } from '../../../platform/limits';

/** One part of a message that holds no parts itself, decoded from what mail travels in; its text is still in its own charset. */
export interface MimePart {
  /** `text/html`, in lower case. */
  type: string;
  charset: string | undefined;
  isAttachment: boolean;
  fileName: string;
  /** Content-ID without its brackets; empty where there is none. */
  id: string;
  /** Content-Location; empty where there is none. */
  location: string;
  /** The kind of the multipart that it stands in: mixed, related, alternative; empty where the message is this part alone. */
  within: string;
  /** Whether it is the first one there. */
  isFirst: boolean;
  /** Which of the multiparts of alternatives, of which one is shown, is the innermost around it; -1 for none. */
  alternatives: number;
  /** Of a plain text: whether its lines were broken to be joined again (RFC 3676), and whether the spaces at the breaks go. */
  flowed: 'no' | 'yes' | 'without spaces';
  bytes: Uint8Array;
}

/** A message (RFC 5322), or what has its form: a page saved as one file (RFC 2557). */
export interface Message {
  /** A header of the message by its name, decoded (RFC 2047); empty where there is none. */
  header(name: string): string;
  /** In their order. */
  parts: MimePart[];
}

interface Open {
  node: MimeNode;
  body: Buffer[];
}

/**
 * Takes a message apart: nested multiparts, quoted-printable and base64, names and words in any charset. Messages inside it
 * stay whole, as parts.
 * @param decode reads words that stand in a header as bytes of no declared charset, as old Chinese programs write them
 * @throws DomainError unreadable_document: too_complex for more parts or longer headers than the limits allow
 */
export async function readMessage(bytes: Uint8Array, decode: (bytes: Uint8Array) => string): Promise<Message> {
  const nodes = await nodesOf(bytes);
  const parts: MimePart[] = [];
  const numbers = new Map(nodes.map(({ node }, number) => [node, number]));
  const parents = new Set(nodes.map(({ node }) => node.parentNode));
  let before: MimeNode | false = false;
  for (const { node, body } of nodes) {
    const isFirst = node.parentNode !== false && node.parentNode === before;
    // A multipart whose parts never begin, since its boundary is another one or was forgotten, is the text that stands there.
    if (!node.multipart || !parents.has(node)) parts.push({ ...(await partOf(node, body, decode)), isFirst, alternatives: alternativesOf(node, numbers) });
    before = node;
  }
  const root = nodes[0]?.node;
  return { parts, header: (name) => (root ? headerOf(root, name, decode) : '') };
}

async function nodesOf(bytes: Uint8Array): Promise<Open[]> {
  const splitter = new Splitter({ ignoreEmbedded: true, maxHeadSize: LIMITS.message.headers, maxChildNodes: LIMITS.message.parts });
  const nodes: Open[] = [];
  try {
    splitter.end(Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength));
    for await (const chunk of splitter as AsyncIterable<MimeNode | { type: 'body' | 'data'; value: Buffer }>) {
      if (chunk.type === 'node') nodes.push({ node: chunk, body: [] });
      else if (chunk.type === 'body' || nodes.at(-1)?.node.multipart) nodes.at(-1)?.body.push(chunk.value);
    }
  } catch (error) {
    if ((error as { code?: unknown }).code === 'EMAXLEN') throw unreadable('too_complex');
    throw error;
  }
  return nodes;
}

async function partOf(node: MimeNode, body: Buffer[], decode: (bytes: Uint8Array) => string): Promise<Omit<MimePart, 'isFirst' | 'alternatives'>> {
  return {
    type: node.multipart || !node.contentType || !node.contentType.includes('/') ? 'text/plain' : node.contentType,
    charset: node.charset || undefined,
    isAttachment: node.disposition === 'attachment',
    fileName: fileNameOf(node, decode),
    id: headerOf(node, 'content-id', decode).replace(/^<|>$/g, ''),
    location: headerOf(node, 'content-location', decode),
    within: (node.parentNode && node.parentNode.multipart) || '',
    flowed: node.flowed ? (node.delSp ? 'without spaces' : 'yes') : 'no',
    bytes: await decoded(node, Buffer.concat(body)),
  };
}

function alternativesOf(node: MimeNode, numbers: ReadonlyMap<MimeNode, number>): number {
  for (let parent = node.parentNode; parent; parent = parent.parentNode) if (parent.multipart === 'alternative') return numbers.get(parent) ?? -1;
  return -1;
}

async function decoded(node: MimeNode, body: Buffer): Promise<Uint8Array> {
  const decoder = node.getDecoder();
  const pieces: Buffer[] = [];
  decoder.on('data', (piece: Buffer) => pieces.push(piece));
  decoder.end(body);
  await finished(decoder);
  return Buffer.concat(pieces);
}

/** Bytes of a header that are neither ASCII nor UTF-8 come as the characters of their numbers. */
const BYTES = /^(?=[^]*[\u0080-\u00ff])[\u0000-\u00ff]*$/;

function headerOf({ headers }: MimeNode, name: string, decode: (bytes: Uint8Array) => string): string {
  const raw = headers ? headers.getFirst(name) : '';
  return (BYTES.test(raw) ? decode(Buffer.from(raw, 'latin1')) : libmime.decodeWords(raw)).trim();
}

/** A path of Windows in quotes, whose backslashes should stand for what follows them: its last part. */
const PATH = /name\s*=\s*"(?:[A-Za-z]:|\\)[^"]{0,1000}\\([^"\\]{1,300})"/i;

function fileNameOf({ filename, headers }: MimeNode, decode: (bytes: Uint8Array) => string): string {
  const path = headers && PATH.exec(`${headers.getFirst('content-disposition')};${headers.getFirst('content-type')}`)?.[1];
  if (path) return BYTES.test(path) ? decode(Buffer.from(path, 'latin1')) : libmime.decodeWords(path);
  const isRaw = headers && BYTES.test(headers.getFirst('content-disposition') + headers.getFirst('content-type'));
  return filename && isRaw && BYTES.test(filename) ? decode(Buffer.from(filename, 'latin1')) : filename || '';
}
