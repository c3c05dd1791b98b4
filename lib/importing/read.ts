import { isDomainError, unreadable } from '../errors';
import type { ImportedDocument } from './document';
import { readDocx } from './docx/read';
import { readHtml } from './html/read';
import { readMarkdown } from './markdown';
import { recognise } from './recognise';
import { readText } from './text';

/**
 * Reads one document of any format: its text, the form of its lines, what a body can hold of it, and what not. Which
 * format it is says its content; the name only tells Markdown from plain text.
 * @param fileName with its extension; nothing else is taken from it
 * @throws DomainError unreadable_document with the reason; archive_nested for an archive, which `unpack` takes apart
 */
export async function readDocument({ bytes, fileName }: { bytes: Uint8Array; fileName: string }): Promise<ImportedDocument> {
  const found = await recognise(bytes, fileName);
  switch (found.format) {
    case 'docx':
      return readDocx(found.archive);
    case 'html':
      return readHtml(found.text);
    case 'markdown':
      return readMarkdown(found.text);
    case 'text':
      return readText(found.text);
    case 'archive':
      throw unreadable('archive_nested', fileName);
  }
}

/** A paste: text, or HTML from the clipboard; limits as for a file. */
export function readPaste({ text, html }: { text: string; html?: string | undefined }): ImportedDocument {
  try {
    if (html !== undefined) return readHtml(html);
  } catch (error) {
    // The same words lie in the clipboard as plain text.
    if (!isDomainError(error)) throw error;
  }
  return readText(text);
}
