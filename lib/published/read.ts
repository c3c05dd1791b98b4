import { cache } from 'react';
import { isUnavailable } from '../db';
import { noteStatus } from './notes';

/**
 * A read of published content: done once a request, however many components ask, and telling the server in front
 * when it failed for want of a database. Every such read is made through here.
 */
export function publishedRead<A extends unknown[], T>(read: (...args: A) => Promise<T>): (...args: A) => Promise<T> {
  return cache(async (...args: A) => {
    try {
      return await read(...args);
    } catch (error) {
      noteStatus(isUnavailable(error) ? 503 : 500);
      throw error;
    }
  });
}
