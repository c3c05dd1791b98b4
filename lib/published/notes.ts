import { AsyncLocalStorage } from 'node:async_hooks';
import { shared } from '../registry';

/**
 * What a reader page has to tell the server in front of it while it renders. Next answers an empty shell for
 * `notFound()` and thrown errors, so a page renders its own words and notes the status here.
 */
export interface Notes {
  status: number;
}

const store = shared('notes', () => new AsyncLocalStorage<Notes>());

/** Runs `render` with fresh notes and gives both. */
export async function takingNotes<T>(render: () => Promise<T>): Promise<{ notes: Notes; result: T }> {
  const notes: Notes = { status: 200 };
  return { notes, result: await store.run(notes, render) };
}

/** Notes the status that this page's answer shall have; outside of a reader page nothing happens. */
export function noteStatus(status: number): void {
  const notes = store.getStore();
  if (notes) notes.status = status;
}
