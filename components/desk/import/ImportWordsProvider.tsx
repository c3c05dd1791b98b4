'use client';

import { requiredContext } from '@/components/ui/required-context';
import type { Words } from '@/lib/i18n/words';

/** The dictionaries that the import page needs besides those of the desk. */
export type ImportWords = Pick<Words, 'importing' | 'imports' | 'checks' | 'facets' | 'common'> & { documents: Words['errors']['documents'] };

const [Provider, useValue] = requiredContext<ImportWords>('ImportWordsProvider');

/** Hands the words from the server to the parts of the import page. */
export const ImportWordsProvider = Provider;

/** The words of the import page. */
export const useImportWords = useValue;
