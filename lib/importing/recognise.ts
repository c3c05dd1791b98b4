import { unreadable, type DocumentReason } from '../platform/errors';
import type { Archive } from './formats/archive/archive';
import { decodeText } from './formats/text/decode';
import { isMessage } from './formats/mime/headers';
import { isZip } from './formats/archive/zip-signature';
import { isWordPress } from './several';
import type { Message } from './formats/mime/parts';
import type { Post } from './formats/site-export/post';

/** What a file turned out to be: a text in one of the text formats, a package that holds one document, one that is a single file, or what holds several. */
export type Recognised =
  | { format: 'text' | 'markdown' | 'html'; text: string; encoding: string }
  | { format: 'docx' | 'odt' | 'ofd' | 'epub'; archive: Archive }
  /** PDF, Word's of before 2007, or an office document that is written as text or XML. */
  | { format: 'pdf' | 'doc' | 'rtf' | 'odt' | 'word_xml'; bytes: Uint8Array }
  /** Mail, or a page saved as one file. */
  | { format: 'message'; message: Message }
  /** The export of a website. */
  | { format: 'site'; posts: readonly Post[] }
  | { format: 'archive'; archive: Archive };

const OLE = [0xd0, 0xcf, 0x11, 0xe0];
/** UTF-16 names of the streams in an OLE file that holds an encrypted package. */
const ENCRYPTED_STREAM = Buffer.from('EncryptedPackage', 'utf16le');
const WORD_STREAM = Buffer.from('WordDocument', 'utf16le');

const startsWith = (bytes: Uint8Array, magic: readonly number[]) => magic.every((byte, index) => bytes[index] === byte);

/** RAR, 7z, tar and what packs a single file. */
const PACKED = /^application\/(?:x-)?(?:vnd\.rar|rar-compressed|rar|7z-compressed|tar|gzip|bzip2|xz|zstd|lzip|compress|ar|vnd\.ms-cab-compressed)$/;

/** What a file that is no text may be called; file-type takes some Chinese texts for sound, so it is asked about no others. */
async function reasonFor(bytes: Uint8Array): Promise<DocumentReason> {
  const { fileTypeFromBuffer } = await import('file-type');
  const found = await fileTypeFromBuffer(bytes);
  if (found && PACKED.test(found.mime)) return 'other_archive';
  return found?.mime.startsWith('image/') ? 'picture' : 'not_a_document';
}

function isOther(archive: Archive): boolean {
  return ['xl/workbook.xml', 'ppt/presentation.xml', 'mimetype', 'Index/Document.iwa'].some((name) => archive.has(name));
}

/** An office file of the time before DOCX that is no text, or one with a password, which is packed the same way; null for one of Word. */
function oleReason(bytes: Uint8Array): DocumentReason | null {
  const buffer = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  if (buffer.includes(ENCRYPTED_STREAM)) return 'password';
  return buffer.includes(WORD_STREAM) ? null : 'other_office';
}

/** OpenDocument says first of all what it is; of its kinds, texts and their templates are documents. */
async function isOpenDocumentText(archive: Archive): Promise<boolean> {
  const declared = archive.has('mimetype') && archive.has('content.xml') ? await archive.read('mimetype') : null;
  return declared !== null && /^application\/vnd\.oasis\.opendocument\.text(?:-template|-master)?\s*$/.test(new TextDecoder().decode(declared.subarray(0, 200)));
}

const XML_PROLOGUE = /^\s*(?:<\?[^>]{0,400}\?>\s*|<!--[^]{0,2000}?-->\s*){0,9}<([\w:]{1,40})\b([^>]{0,20000})/;

/** A word processor's document that is one XML file, by its first element and what that says of its names. */
async function officeXml(bytes: Uint8Array, text: string): Promise<Recognised | null> {
  const found = XML_PROLOGUE.exec(text.slice(0, 30_000));
  const [name = '', attributes = ''] = [found?.[1]?.replace(/^.*:/, ''), found?.[2]];
  if (name === 'wordDocument' && attributes.includes('office/word/2003/wordml')) return { format: 'word_xml', bytes };
  if (name === 'document' && attributes.includes('opendocument:xmlns:office') && /opendocument\.text/.test(attributes)) return { format: 'odt', bytes };
  if (name !== 'package' || !attributes.includes('office/2006/xmlPackage')) return null;
  const [{ archiveOfFlatPackage }, { mainPart }] = await Promise.all([import('./formats/office/xml/flat-opc'), import('./formats/docx/package')]);
  const archive = archiveOfFlatPackage(bytes);
  return !isOther(archive) && (await mainPart(archive)) ? { format: 'docx', archive } : null;
}

const HTML_START = /^\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!--[^]{0,2000}?-->\s*)?<(?:!doctype html|html|head|body)\b/i;
const SVG_START = /^\s*(?:<\?xml[^>]{0,200}>\s*)?(?:<!doctype svg[^>]{0,400}>\s*)?<svg[\s>]/i;
/** A paste has no frame around it. */
const HTML_FRAGMENT = /^\s*<(?:div|p|h[1-6]|section|article|table|span|meta|ul|ol)\b[^>]*>[^]*<\/(?:div|p|h[1-6]|section|article|table|span|ul|ol)>/i;
const CHARSET = /<(?:meta|\?xml)\b[^>]{0,300}?(?:charset|encoding)\s*=\s*["']?\s*([\w-]{2,40})/i;

const XML_START = /^\s*(?:<\?xml\b|<!DOCTYPE\s+(?!html)[a-z]|<(?:rss|feed|urlset|opml|w:wordDocument|pkg:package|office:document|OFD|ofd:OFD|plist|svg|root|data|records?)\b[^<]*>)/i;
const TEX_START = /^\s*(?:%[^\n]*\n\s*)*\\(?:documentclass|documentstyle|begin\{document\}|usepackage|input\{|chapter\*?\{|section\*?\{)/;
/** Fewest lines and cells of what is called a table, and the share of its lines that must have as many cells as the first. */
const FEWEST_ROWS = 2;

/** What a text is that is the source of something else and nothing to publish; null for a text. */
function sourceReason(text: string, fileName: string): DocumentReason | null {
  const extension = /\.([a-z]+)$/i.exec(fileName)?.[1]?.toLowerCase() ?? '';
  if (['md', 'markdown', 'mdown', 'mkd'].includes(extension)) return null;
  if (XML_START.test(text) || (['xml', 'wxr', 'rss', 'opml'].includes(extension) && /^\s*</.test(text))) return 'xml';
  if (TEX_START.test(text) || ['tex', 'ltx'].includes(extension)) return 'tex';
  if (['json', 'jsonl', 'ndjson', 'csv', 'tsv'].includes(extension) || isJson(text) || isTable(text)) return 'data';
  return null;
}

/** An object or a list of JSON, or one a line; a text that is one word in brackets is none. */
function isJson(text: string): boolean {
  const plain = text.trim();
  if (!/^(?:\{\s*["}]|\[\s*[{["\d])/.test(plain) || !/[}\]]$/.test(plain)) return false;
  return [plain, plain.slice(0, plain.indexOf('\n') < 0 ? 0 : plain.indexOf('\n')).trim()].some((one) => {
    try {
      const value: unknown = one === '' ? null : JSON.parse(one);
      return typeof value === 'object' && value !== null && (!Array.isArray(value) || value.length > 1 || typeof value[0] === 'object');
    } catch {
      return false;
    }
  });
}

/** Lines of half-width commas, as many in each, with a head of short names: a table that somebody exported. */
function isTable(text: string): boolean {
  const lines = text.slice(0, 20_000).split(/\r?\n/).filter((line) => line.trim() !== '').slice(0, 50);
  const cells = (line: string) => line.replace(/"(?:[^"]|"")*"/g, '').split(',').length;
  const head = lines[0] ?? '';
  const columns = cells(head);
  if (lines.length <= FEWEST_ROWS || columns < 3 || !head.split(',').every((name) => /^\s*"?[\p{L}\p{N}_ ()（）/-]{1,20}"?\s*$/u.test(name))) return false;
  return lines.every((line) => cells(line) === columns && !line.includes('。'));
}

/** Which of the text formats: by what stands in it, and by the name where the text may be several. */
function textFormat(text: string, fileName: string): 'text' | 'markdown' | 'html' {
  const extension = /\.([a-z]+)$/i.exec(fileName)?.[1]?.toLowerCase() ?? '';
  const head = text.slice(0, 20_000);
  if (HTML_START.test(head) || (['htm', 'html', 'xhtml', 'shtml'].includes(extension) && /<[a-z!]/i.test(head))) return 'html';
  if (['md', 'markdown', 'mdown', 'mkd'].includes(extension)) return 'markdown';
  return extension !== 'txt' && HTML_FRAGMENT.test(head) ? 'html' : 'text';
}

/**
 * Tells what a file is by its content; its name is a hint among the text formats only.
 * @throws DomainError unreadable_document with what is wrong with a file that is no document
 */
export async function recognise(bytes: Uint8Array, fileName: string): Promise<Recognised> {
  if (bytes.byteLength === 0) throw unreadable('empty_file');
  if (isZip(bytes)) {
    const [{ openArchive }, { mainPart }] = await Promise.all([import('./formats/archive/archive'), import('./formats/docx/package')]);
    const archive = await openArchive(bytes);
    if (archive.has('EncryptedPackage')) throw unreadable('password');
    if (archive.has('OFD.xml')) return { format: 'ofd', archive };
    if (archive.has('META-INF/container.xml')) return { format: 'epub', archive };
    if (await isOpenDocumentText(archive)) return { format: 'odt', archive };
    if (isOther(archive)) throw unreadable('other_office');
    if (await mainPart(archive)) return { format: 'docx', archive };
    if (/\.(?:docx|ofd)$/i.test(fileName)) throw unreadable('damaged');
    return { format: 'archive', archive };
  }
  if (startsWith(bytes, OLE)) {
    const other = oleReason(bytes);
    if (other) throw unreadable(other);
    return { format: 'doc', bytes };
  }
  const head = new TextDecoder('latin1').decode(bytes.subarray(0, 4_096));
  if (/^(?:\u00EF\u00BB\u00BF)?\s*\{\\rtf/.test(head)) return { format: 'rtf', bytes };
  // Mail and web servers put lines before it; a text that only names the mark holds no object.
  if (/^\s*%PDF-\d/.test(head)) return { format: 'pdf', bytes };
  if (isMessage(bytes, fileName)) return { format: 'message', message: await messageOf(bytes) };
  if (/^[^]{0,1000}%PDF-\d/.test(head) && /\d\s+obj\b/.test(head)) return { format: 'pdf', bytes };
  // Whoever names it so means such a file; that it is something else is worth a word.
  if (/\.(?:docx|pdf|ofd)$/i.test(fileName)) throw unreadable('damaged');
  const declared = CHARSET.exec(head)?.[1];
  const { text, encoding } = decodeText(bytes, declared);
  if (isBinary(text)) throw unreadable(await reasonFor(bytes));
  if (SVG_START.test(text)) throw unreadable('picture');
  const posts = await postsIn(text);
  if (posts) return { format: 'site', posts };
  const office = await officeXml(bytes, text);
  if (office) return office;
  const format = textFormat(text, fileName);
  const source = format === 'html' ? null : sourceReason(text, fileName);
  if (source) throw unreadable(source);
  return { format, text, encoding };
}

async function messageOf(bytes: Uint8Array): Promise<Message> {
  return (await import('./formats/mime/parts')).readMessage(bytes, (raw) => decodeText(raw).text);
}

/** The articles of a site's export; null for what is none. Other XML and JSON is nothing to publish. */
async function postsIn(text: string): Promise<readonly Post[] | null> {
  if (isWordPress(text)) return (await import('./formats/site-export/wxr')).readWxr(text);
  if (!/^\s*\{/.test(text)) return null;
  const { mayBeGhost, readGhost } = await import('./formats/site-export/ghost');
  return mayBeGhost(text) ? readGhost(text) : null;
}

/** Whether what was decoded is no text: controls and characters that no encoding knows are more than stray ones. */
function isBinary(text: string): boolean {
  const sample = text.slice(0, 64 * 1024);
  const strange = sample.match(/[\u0000-\u0008\u000E-\u001F\uFFFD]/g)?.length ?? 0;
  return strange > 4 && strange > sample.length / 50;
}
