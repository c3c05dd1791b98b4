import { AsyncLocalStorage } from 'node:async_hooks';
import type { Tag } from '../commit-clock/tags';
import { shared } from '../registry';

/**
 * What an answer has to tell the server in front of it while it is made. Next answers an empty shell for
 * `notFound()` and thrown errors, so a page renders its own words and notes the status here; and every read of
 * published content notes what it depends on.
 */
export interface Notes {
  status: number;
  tags: Set<Tag>;
}

const store = shared('notes', () => new AsyncLocalStorage<Notes>());

/** Runs `render` with fresh notes and gives both. */
export async function takingNotes<T>(render: () => Promise<T>): Promise<{ notes: Notes; result: T }> {
  const notes: Notes = { status: 200, tags: new Set() };
  return { notes, result: await store.run(notes, render) };
}

/** Notes the status that this page's answer shall have; outside of a reader page nothing happens. */
export function noteStatus(status: number): void {
  const notes = store.getStore();
  if (notes) notes.status = status;
}

/** Notes what the answer depends on. */
export function noteTags(tags: Iterable<Tag>): void {
  const notes = store.getStore();
  if (notes) for (const tag of tags) notes.tags.add(tag);
}
