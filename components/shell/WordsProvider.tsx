'use client';

import { requiredContext } from '@/components/ui/required-context';
import type { Words } from '@/lib/i18n/words';

/** The dictionaries that every application page needs in the browser. */
export type AppWords = Pick<Words, 'common' | 'desk'>;

const [Provider, useValue] = requiredContext<AppWords>('WordsProvider');

/** Hands the words from the server's layout to the client components below it. */
export const WordsProvider = Provider;

/** The words of the site's language. */
export const useWords = useValue;
