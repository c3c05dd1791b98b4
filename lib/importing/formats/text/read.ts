import { droppedControls } from '../../../platform/characters';
import { storable } from '../../../platform/plain-text';
import type { ImportedDocument, Loss } from '../document';

/** What a text loses of its invisible controls, as a loss of a document. */
export function controlLoss(text: string): Loss[] {
  const count = droppedControls(text);
  return count > 0 ? [{ code: 'control', count, at: [], texts: [] }] : [];
}

/** A plain text as a document: all of its form is in its words. Soft breaks and the ends of pages end its lines. */
export function readText(text: string): ImportedDocument {
  return { format: 'text', text: storable(text), marks: [], metadata: {}, styles: [], objects: [], blocks: [], images: [], captions: [], notes: [], losses: controlLoss(text) };
}
