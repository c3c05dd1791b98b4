import type { ReactNode } from 'react';
import type { Anyone } from '@/lib/platform/actor';
import { siteLocale, words } from '@/lib/i18n/words';
import { AppHeader } from './AppHeader';
import { WordsProvider } from './WordsProvider';

/** The document around every page of desk, review and account: these are the pages that run React in the browser. */
export function AppDocument({ actor, children }: { actor: Anyone; children: ReactNode }) {
  const { common, desk } = words();
  return (
    <html lang={siteLocale()}>
      <body>
        <a className="skip" href="#main">{desk.nav.skip}</a>
        <AppHeader actor={actor} />
        <main id="main" tabIndex={-1}>
          <WordsProvider value={{ common, desk }}>{children}</WordsProvider>
        </main>
      </body>
    </html>
  );
}
