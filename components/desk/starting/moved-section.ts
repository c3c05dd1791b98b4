import type { ArticleView } from '@/lib/domains/articles/view';

/** A section that has just gone to another article, and what it takes to bring it back. */
export interface MovedSectionNote {
  sectionId: string;
  name: string;
  title: string;
  /** Where it is now. */
  to: string;
  /** The section that it stood behind; null for the first. */
  after: string | null;
  /** `orderVersion` there, and the version of the section. */
  orderVersion: number;
  version: number;
  /** It was copied: there is nothing to bring back. */
  copied: boolean;
}

let note: { articleId: string; moved: MovedSectionNote } | null = null;
const listeners = new Set<() => void>();

/** Says what has become of a section; the section's own place on the page is gone by then. */
export function tellMoved(articleId: string, moved: MovedSectionNote | null): void {
  note = moved && { articleId, moved };
  for (const listener of listeners) listener();
}

/** For `useSyncExternalStore`. */
export function listenToMoved(listener: () => void): () => void {
  listeners.add(listener);
  return () => void listeners.delete(listener);
}

/** What was told last of this article; null for nothing. */
export function movedFrom(articleId: string): MovedSectionNote | null {
  return note?.articleId === articleId ? note.moved : null;
}

/** What it takes to bring a section back that stood in `before` and stands in `to` now. */
export function wayBack(before: ArticleView, to: ArticleView, sectionId: string): Pick<MovedSectionNote, 'after' | 'orderVersion' | 'version' | 'to'> {
  const at = before.sections.findIndex(({ id }) => id === sectionId);
  const version = to.sections.find(({ id }) => id === sectionId)?.version ?? 1;
  return { to: to.id, after: before.sections[at - 1]?.id ?? null, orderVersion: to.orderVersion, version };
}
