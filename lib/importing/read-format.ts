import { unreadable } from '../platform/errors';
import { withCaptions } from './bodies/captions';
import type { ImportedDocument } from './formats/document';
import { recognise } from './recognise';
import { readText } from './formats/text/read';

/**
 * Reads one document of any format: its text, the form of its lines, what a body can hold of it, and what not. Which
 * format it is says its content; the name only tells Markdown from plain text.
 * @param fileName with its extension; nothing else is taken from it
 * @throws DomainError unreadable_document with the reason; archive and several_documents for what `unpack` takes apart
 */
export async function readDocument(file: { bytes: Uint8Array; fileName: string }): Promise<ImportedDocument> {
  return withCaptions(await readFormat(file));
}

async function readFormat({ bytes, fileName }: { bytes: Uint8Array; fileName: string }): Promise<ImportedDocument> {
  const found = await recognise(bytes, fileName);
  // Each reader is loaded when it is first needed: a command that reads one text shall not wait for all of them.
  switch (found.format) {
    case 'docx':
      return (await import('./formats/docx/read')).readDocx(found.archive);
    case 'pdf':
      return (await import('./formats/pdf/read')).readPdf(found.bytes);
    case 'ofd':
      return (await import('./formats/ofd/read')).readOfd(found.archive);
    case 'epub':
      return (await import('./formats/epub/read')).readEpub(found.archive);
    case 'message': {
      const { isSavedPage, readMail, readWebArchive } = await import('./formats/mail/read');
      return isSavedPage(found.message) ? readWebArchive(found.message) : readMail(found.message);
    }
    case 'odt': {
      const { readFlatOdt, readOdt } = await import('./formats/office/odt/read');
      return 'archive' in found ? readOdt(found.archive) : readFlatOdt(found.bytes);
    }
    case 'doc':
      return (await import('./formats/office/doc/read')).readDoc(found.bytes);
    case 'rtf':
      return (await import('./formats/office/rtf/read')).readRtf(found.bytes);
    case 'word_xml':
      return (await import('./formats/office/xml/word-2003')).readWord2003(found.bytes);
    case 'html':
      return (await import('./formats/html/read')).readHtml(found.text);
    case 'markdown':
      return (await import('./formats/markdown/read')).readMarkdown(found.text);
    case 'text':
      return readText(found.text);
    case 'archive':
      throw unreadable('archive');
    case 'site': {
      const { isOne, pageOf } = await import('./formats/site-export/post');
      if (!isOne(found.posts)) throw unreadable('several_documents');
      return (await import('./formats/html/read')).readHtml(new TextDecoder().decode(pageOf(found.posts[0])));
    }
  }
}
