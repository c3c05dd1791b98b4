'use client';

import { createContext, use, useEffect, type ReactNode } from 'react';
import type { ArticleDesk } from './use-article';

const Context = createContext<ArticleDesk | null>(null);

/** Lays the article on the desk for the parts of the editor. */
export function DeskProvider({ desk, children }: { desk: ArticleDesk; children: ReactNode }) {
  return <Context value={desk}>{children}</Context>;
}

/** The article on the desk. */
export function useDesk(): ArticleDesk {
  const desk = use(Context);
  if (!desk) throw new Error('useDesk outside of DeskProvider');
  return desk;
}

/** Tells the desk how a part stands, so that leaving, submitting and "save all" know of it. */
export function useReport(key: string, dirty: boolean, save: () => Promise<boolean>): void {
  const { report, forget } = useDesk();
  useEffect(() => report(key, dirty, save));
  useEffect(() => () => forget(key), [key, forget]);
}
