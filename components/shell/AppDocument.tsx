import type { ReactNode } from 'react';
import type { Anyone } from '@/lib/platform/actor';
import { Island } from '@/components/shell/Island';
import { dateTime } from '@/components/ui/DateTime';
import { Notice } from '@/components/ui/Notice';
import { SlowText } from '@/components/ui/SlowText';
import { fill } from '@/lib/i18n/fill';
import { siteLocale, words } from '@/lib/i18n/words';
import { AccountMark } from './AccountMark';
import { AppHeader } from './AppHeader';
import { ChosenTheme } from './ChosenTheme';
import { WordsProvider } from './WordsProvider';

interface AppDocumentProps {
  actor: Anyone;
  /** When somebody tried to register with the actor's address, where this sign-in has to tell it. */
  registrationTried: string | null;
  children: ReactNode;
}

/** The document around every page of desk, review and account: these are the pages that run React in the browser. */
export function AppDocument({ actor, registrationTried, children }: AppDocumentProps) {
  const { common, desk } = words();
  return (
    // The island writes its attribute before React takes over.
    <html lang={siteLocale()} data-account={actor?.id} suppressHydrationWarning>
      <head>
        <Island name="chosen-theme" />
      </head>
      <body>
        <ChosenTheme />
        {actor ? <AccountMark /> : null}
        <a className="skip" href="#main">{desk.nav.skip}</a>
        <AppHeader actor={actor} />
        <main id="main" tabIndex={-1}>
          {registrationTried ? <div className="wrap"><Notice><p>{fill(desk.registrationTried, { when: dateTime(registrationTried) })}</p></Notice></div> : null}
          <WordsProvider value={{ common, desk }}><SlowText text={desk.problems.slow}>{children}</SlowText></WordsProvider>
        </main>
      </body>
    </html>
  );
}
