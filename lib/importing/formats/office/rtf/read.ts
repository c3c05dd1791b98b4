import { isUtf8 as isValidUtf8 } from 'node:buffer';
import type { ImportedDocument } from '../../document';
import { readPackage } from '../../docx/read';
import { PackageMaker } from '../package-maker';
import { RtfReader } from './reader';
import { readTokens } from './tokens';

/**
 * Reads an RTF file: its text with styles, outline levels, lists, tables, notes, fields and pictures, said in the elements
 * of WordprocessingML. Bytes are of the character set of their typeface, else of the file's code page.
 * The file is gone through twice: notes and styles stand inside and before the text and are asked for first, and the text
 * is then read paragraph by paragraph.
 * @throws DomainError unreadable_document: too_deep, too_complex
 */
export async function readRtf(bytes: Uint8Array): Promise<ImportedDocument> {
  const file = Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength);
  const isUtf8 = isValidUtf8(file);
  const maker = new PackageMaker();
  readTokens(file, new RtfReader(maker, () => undefined, isUtf8));
  return readPackage(maker.finish((take) => readTokens(file, new RtfReader(new PackageMaker(), take, isUtf8))), 'rtf');
}
