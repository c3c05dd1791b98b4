import libmime from 'libmime';
import { escapeHtml } from '../../../content/escape-html';
import { unreadable } from '../../../platform/errors';
import { storable } from '../../../platform/plain-text';
import type { DocumentBuilder } from '../builder';
import { OBJECT, type ImportedDocument, type Loss } from '../document';
import { readHtml } from '../html/read';
import { shownOf, type Shown } from '../mime/page';
import type { Message, MimePart } from '../mime/parts';
import { withoutPaths } from '../picture-words';
import { decodeText } from '../text/decode';
import { readText } from '../text/read';
import { attachedDocuments } from './attachments';
import { bylineOf, envelopeOf, says, type Envelope } from './envelope';

const DECLARED = /<(?:meta|\?xml)\b[^>]{0,300}?(?:charset|encoding)\s*=\s*["']?\s*([\w-]{2,40})/i;

/** Takes the text of a part out of its charset. */
function textOf({ bytes, charset, type }: MimePart): string {
  const head = type === 'text/plain' ? '' : new TextDecoder('latin1').decode(bytes.subarray(0, 4_096));
  return decodeText(bytes, charset ?? DECLARED.exec(head)?.[1]).text;
}

/**
 * Whether a message is a page that was saved as one file: it has what mail has, but nothing that says that it was sent. (A wiki
 * gives its pages an id, and no sender.)
 */
export function isSavedPage(message: Message): boolean {
  const has = (name: string) => message.header(name) !== '';
  if (has('snapshot-content-location')) return true;
  const wasSent = ['to', 'cc', 'received', 'return-path', 'delivered-to'].some(has) || (has('message-id') && has('from'));
  return !wasSent && /^(?:multipart\/related|text\/html)\b/i.test(message.header('content-type'));
}

/**
 * Reads a page that was saved as one file with its pictures (MHT, RFC 2557), by a browser or by Word.
 * @throws DomainError unreadable_document: empty where it holds no page, other_office for a spreadsheet; else as `readHtml`
 */
export function readWebArchive(message: Message): ImportedDocument {
  if (/^(?:workbook|worksheet|presentation)$/i.test(message.header('x-document-type'))) throw unreadable('other_office');
  const shown = shownOf(message.parts);
  if (!shown) throw unreadable('empty');
  const [page] = shown.parts;
  if (page.type === 'text/plain') return { ...readText(textOf(page)), format: 'mht' };
  const document = readHtml(textOf(page), { format: 'mht', pictureOf: shown.resource });
  const { title } = envelopeOf(message);
  return title && !document.metadata.title ? { ...document, metadata: { ...document.metadata, title } } : document;
}

/**
 * Reads the text of a mail. Its subject becomes the title where the text does not say it itself, sender and day the byline;
 * pictures that are attached stand at the end. Documents that are attached are a loss here: `attachedDocuments` has them.
 * @throws DomainError unreadable_document: empty; else as `readHtml`
 */
export function readMail(message: Message): ImportedDocument {
  const shown = shownOf(message.parts);
  const envelope = envelopeOf(message);
  const document = shown ? bodyOf(shown, envelope) : readText('');
  const { title, sender, sent } = envelope;
  const metadata = { ...document.metadata, ...(title ? { title } : {}), ...(sender ? { author: sender } : {}), ...(sent ? { date: sent } : {}) };
  const pictures = message.parts.filter((part) => part.type.startsWith('image/') && !shown?.used.has(part));
  return { ...withPictures(document, pictures), format: 'eml', authored: true, ...(title ? { named: title } : {}), metadata, losses: [...document.losses, ...attachedLoss(message)] };
}

function bodyOf(shown: Shown, envelope: Envelope): ImportedDocument {
  const isPlain = shown.parts.every(({ type }) => type === 'text/plain');
  const source = isPlain ? shown.parts.map(plainText).join('\n\n') : shown.parts.map(pageOf).join('\n');
  const words = isPlain ? source : wordsNear(source);
  const title = envelope.title && !says(words, envelope.title) ? envelope.title : '';
  const head = { title, byline: bylineOf(envelope, words) };
  if (!isPlain) return readHtml(source, { format: 'eml', authored: true, pictureOf: shown.resource, before: (builder) => sayHead(builder, head) });
  const document = readText([...(title ? [title] : []), ...head.byline, '', source].join('\n'));
  return title ? { ...document, marks: [{ from: 0, to: title.length, heading: 1, centred: true }] } : document;
}

function plainText(part: MimePart): string {
  const text = textOf(part).replace(/\r\n?/g, '\n');
  return part.flowed === 'no' ? text : libmime.decodeFlowed(text, part.flowed === 'without spaces');
}

/** A part as HTML. */
function pageOf(part: MimePart): string {
  return part.type === 'text/plain' ? plainText(part).split('\n').map((line) => `<p>${escapeHtml(line)}</p>`).join('\n') : textOf(part);
}

/** The words with which a page begins. */
function wordsNear(page: string): string {
  const body = Math.max(0, page.search(/<body\b/i));
  return page.slice(body, body + 20_000).replace(/<[^<>]*>/g, '');
}

function sayHead(builder: DocumentBuilder, { title, byline }: { title: string; byline: string[] }): void {
  if (title) {
    builder.say(title);
    builder.endLine({ heading: 1, centred: true });
  }
  for (const line of byline) {
    builder.say(line);
    builder.endLine();
  }
}

/** The document with these pictures at its end, a line each. */
function withPictures(document: ImportedDocument, parts: readonly MimePart[]): ImportedDocument {
  if (parts.length === 0) return document;
  let { text } = document;
  const images = [...document.images];
  const objects = [...document.objects];
  const marks = [...document.marks];
  for (const { bytes, fileName } of parts) {
    if (text !== '') text += '\n';
    const at = { from: text.length, to: text.length + 1 };
    text += OBJECT;
    const image = images.push({ bytes, name: withoutPaths(storable(fileName, ' ')), alt: '' }) - 1;
    objects.push({ ...at, type: 'image', image });
    marks.push({ ...at, fixed: true });
  }
  return { ...document, text, images, objects, marks };
}

function attachedLoss(message: Message): Loss[] {
  const attached = attachedDocuments(message);
  return attached.length === 0 ? [] : [{ code: 'attachment', count: attached.length, at: [], texts: attached.map(({ name }) => name).slice(0, 50) }];
}

/** How much of a body is a text of its own: a line that says that something is attached is none. */
const FEWEST_WORDS = 60;

/** Whether the body of a mail is a text for itself, beside what is attached to it. */
export function hasText(message: Message): boolean {
  const shown = shownOf(message.parts);
  if (!shown) return false;
  const text = shown.parts.map((part) => (part.type === 'text/plain' ? plainText(part) : readHtml(textOf(part)).text)).join('');
  return text.replace(/[\s\uFFFC]+/g, '').length > FEWEST_WORDS;
}
