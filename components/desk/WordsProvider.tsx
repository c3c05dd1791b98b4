'use client';

import { createContext, use, type ReactNode } from 'react';
import type { Words } from '@/lib/i18n/words';

/** The dictionaries that the desk and the review pages need in the browser. */
export type DeskWords = Pick<Words, 'common' | 'desk'>;

const Context = createContext<DeskWords | null>(null);

/** Hands the words from the server's layout to the client components below it. */
export function WordsProvider({ words, children }: { words: DeskWords; children: ReactNode }) {
  return <Context value={words}>{children}</Context>;
}

/** The words of the site's language. */
export function useWords(): DeskWords {
  const words = use(Context);
  if (!words) throw new Error('useWords outside of WordsProvider');
  return words;
}
