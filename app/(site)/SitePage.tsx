import type { ReactNode } from 'react';
import { Footer } from '@/components/site/Footer';
import { Header } from '@/components/site/Header';
import { PrintedHead } from '@/components/site/PrintedHead';
import { categoryNames } from '@/lib/published/categories';
import { absoluteAddress } from './address';

interface Props {
  children: ReactNode;
  /** The page's own path, where it has one that stays. */
  path?: string;
  /** The path of the place in the navigation where this page stands. */
  current?: string | undefined;
  /** Whether this page is that place itself, or lies below it. */
  exact?: boolean;
}

/** What stands around every reader page. Pages render it, since only they know where they stand. */
export async function SitePage({ children, path, current, exact = true }: Props) {
  return (
    <>
      <Header roots={await categoryNames()} current={current} exact={exact} />
      <PrintedHead address={path && absoluteAddress(path)} />
      <main id="main" tabIndex={-1}>
        {children}
      </main>
      <Footer />
    </>
  );
}
