import { sectionAnchor } from '@/lib/content/section-anchor';

/** What the desk calls the place of a section, whichever of its views is shown; the first that is there. */
const PLACES = [(id: string) => `s-${id}-section`, sectionAnchor];

/** The element of the desk in which a section is written or read. */
export function placeOnDesk(sectionId: string): HTMLElement | null {
  for (const name of PLACES) {
    const found = document.getElementById(name(sectionId));
    if (found) return found;
  }
  return null;
}

interface Links {
  sectionIds: readonly string[];
  /** Of the article on the desk. */
  path: string;
  words: string;
  onJump: (sectionId: string) => void;
}

/**
 * Puts a link to the desk above each section of a preview in a frame. The document itself has none: who opens the address
 * elsewhere, signed in or not, finds nothing of the desk in it.
 */
export function linkSections(preview: Document, { sectionIds, path, words, onJump }: Links): void {
  for (const id of sectionIds) {
    const section = preview.getElementById(sectionAnchor(id));
    if (!section || section.querySelector(':scope > .to-desk')) continue;
    const link = preview.createElement('a');
    link.className = 'to-desk';
    link.href = `${path}#s-${id}-section`;
    link.target = '_top';
    link.textContent = words;
    link.addEventListener('click', (event) => {
      event.preventDefault();
      onJump(id);
    });
    section.prepend(link);
  }
}
