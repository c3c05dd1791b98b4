'use client';

import { useEffect } from 'react';
import { requiredContext } from '@/components/ui/required-context';
import type { ArticleDesk } from './use-article';

const [Provider, useValue] = requiredContext<ArticleDesk>('DeskProvider');

/** Lays the article on the desk for the parts of the editor. */
export const DeskProvider = Provider;

/** The article on the desk. */
export const useDesk = useValue;

/** Tells the desk how a part stands, so that leaving, submitting and "save all" know of it. */
export function useReport(key: string, dirty: boolean, save: () => Promise<boolean>): void {
  const { report, forget } = useDesk();
  useEffect(() => report(key, dirty, save));
  useEffect(() => () => forget(key), [key, forget]);
}
