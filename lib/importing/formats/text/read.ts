import { storable } from '../../../platform/plain-text';
import type { ImportedDocument } from '../document';

/** A plain text as a document: all of its form is in its words. */
export function readText(text: string): ImportedDocument {
  return { format: 'text', text: storable(text), marks: [], metadata: {}, styles: [], objects: [], blocks: [], images: [], notes: [], losses: [] };
}
