import { z } from 'zod';
import { encodeCursor, type ListName, type Place } from './cursor';
import { typedNumber } from '../typed-number';
import { LIMITS } from '../limits';

/** A page of a list; `next` is the cursor of the following page, null at the end. */
export interface Page<T> {
  items: T[];
  next: string | null;
}

/** How a list is asked for, from a query string. */
export const pageQuery = z.strictObject({
  cursor: z.string().max(200).optional(),
  limit: typedNumber(z.coerce.number().int().min(1).max(LIMITS.pageSize.max).default(LIMITS.pageSize.default)),
});

/** Cuts a list that was loaded one row too long into a page. @param list ends with the length of its pages */
export function toPage<R, T>(rows: R[], list: ListName, place: (row: R) => Place, shape: (row: R) => T): Page<T> {
  const limit = Number(list.slice(list.lastIndexOf('/') + 1));
  const shown = rows.slice(0, limit);
  const last = shown.at(-1);
  return { items: shown.map(shape), next: rows.length > limit && last ? encodeCursor(list, place(last)) : null };
}

/** The rows with these ids in the order of the ids, without those that are gone by now. */
export function inOrder<R extends { id: string }>(ids: string[], rows: R[]): R[] {
  const byId = new Map(rows.map((row) => [row.id, row]));
  return ids.flatMap((id) => byId.get(id) ?? []);
}
