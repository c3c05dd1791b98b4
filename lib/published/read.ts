import { cache } from 'react';
import { isUnavailable } from '../platform/unavailable';
import type { Tag } from '../platform/commit-clock/tags';
import { noteStatus, noteTags } from '../platform/page-cache/render-notes';

/**
 * A read of published content: done once a request, however many components ask, noting for the page cache what the
 * answer depends on, and telling the server in front when it failed for want of a database. Every such read is made
 * through here.
 * @param dependencies the tags of what was read; also of what was looked for and not found
 */
export function publishedRead<A extends unknown[], T>(
  read: (...args: A) => Promise<T>,
  dependencies: (result: T, args: NoInfer<A>) => Iterable<Tag>,
): (...args: A) => Promise<T> {
  return cache(async (...args: A) => {
    try {
      const result = await read(...args);
      noteTags(dependencies(result, args));
      return result;
    } catch (error) {
      noteStatus(isUnavailable(error) ? 503 : 500);
      throw error;
    }
  });
}
