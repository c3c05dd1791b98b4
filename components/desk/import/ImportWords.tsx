'use client';

import { createContext, use, type ReactNode } from 'react';
import type { Words } from '@/lib/i18n/words';

/** The dictionaries that the import page needs besides those of the desk. */
export type ImportWords = Pick<Words, 'importing' | 'imports' | 'checks' | 'facets' | 'common'> & { documents: Words['errors']['documents'] };

const Context = createContext<ImportWords | null>(null);

/** Hands the words from the server to the parts of the import page. */
export function ImportWordsProvider({ words, children }: { words: ImportWords; children: ReactNode }) {
  return <Context value={words}>{children}</Context>;
}

/** The words of the import page. */
export function useImportWords(): ImportWords {
  const words = use(Context);
  if (!words) throw new Error('useImportWords outside of ImportWordsProvider');
  return words;
}
