import type { ReactNode } from 'react';
import type { Anyone } from '@/lib/platform/actor';
import { Island } from '@/components/shell/Island';
import { siteLocale, words } from '@/lib/i18n/words';
import { AppHeader } from './AppHeader';
import { ChosenTheme } from './ChosenTheme';
import { WordsProvider } from './WordsProvider';

/** The document around every page of desk, review and account: these are the pages that run React in the browser. */
export function AppDocument({ actor, children }: { actor: Anyone; children: ReactNode }) {
  const { common, desk } = words();
  return (
    // The island writes its attribute before React takes over.
    <html lang={siteLocale()} suppressHydrationWarning>
      <head>
        <Island name="chosen-theme" />
      </head>
      <body>
        <ChosenTheme />
        <a className="skip" href="#main">{desk.nav.skip}</a>
        <AppHeader actor={actor} />
        <main id="main" tabIndex={-1}>
          <WordsProvider value={{ common, desk }}>{children}</WordsProvider>
        </main>
      </body>
    </html>
  );
}
