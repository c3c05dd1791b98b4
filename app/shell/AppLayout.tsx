import type { Metadata, Viewport } from 'next';
import type { ReactNode } from 'react';
import { AppDocument } from '@/components/shell/AppDocument';
import { words } from '@/lib/i18n/words';
import { visibleSession } from './session';
import './shell.css';

export const viewport: Viewport = { colorScheme: 'light dark' };

export function generateMetadata(): Metadata {
  const { siteName } = words().common;
  return { title: { default: siteName, template: `%s · ${siteName}` }, robots: { index: false, follow: false } };
}

/** The frame of every application page: whoever is signed in, in its header. */
export default async function AppLayout({ children }: { children: ReactNode }) {
  const session = await visibleSession();
  const tried = session?.registrationTriedAt?.toISOString() ?? null;
  return <AppDocument actor={session?.actor ?? null} registrationTried={tried}>{children}</AppDocument>;
}
