import { isDomainError } from '@/lib/platform/errors';
import type { Page } from '@/lib/platform/database/keyset';

export type SearchParams = Promise<Record<string, string | string[] | undefined>>;

/** The cursor in an address; one that is given twice is none of ours. */
export async function cursorOf(searchParams: SearchParams): Promise<string | undefined> {
  const { cursor } = await searchParams;
  return Array.isArray(cursor) ? '' : cursor;
}

/** The page of a list, or null where the cursor is not one of ours. */
export async function pageOrNull<T>(read: Promise<Page<T>>): Promise<Page<T> | null> {
  try {
    return await read;
  } catch (error) {
    if (isDomainError(error) && error.code === 'invalid') return null;
    throw error;
  }
}
