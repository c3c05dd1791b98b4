import type { Metadata, Viewport } from 'next';
import type { ReactNode } from 'react';
import { Island } from '@/components/shell/Island';
import { siteLocale, words } from '@/lib/i18n/words';
import { absoluteAddress } from './address';
import './site.css';

/** Reader pages are rendered when they are asked for; whole answers are kept in front of Next. */
export const dynamic = 'force-dynamic';

export const viewport: Viewport = {
  colorScheme: 'light dark',
  themeColor: [
    { media: '(prefers-color-scheme: light)', color: '#fcfbf8' },
    { media: '(prefers-color-scheme: dark)', color: '#171613' },
  ],
};

export function generateMetadata(): Metadata {
  const { common, site } = words();
  return {
    metadataBase: new URL(absoluteAddress('/')),
    title: { default: common.siteName, template: `%s · ${common.siteName}` },
    description: site.description,
    formatDetection: { telephone: false, email: false, address: false, date: false },
  };
}

export default function SiteLayout({ children }: { children: ReactNode }) {
  return (
    <html lang={siteLocale()}>
      <head>
        <Island name="chosen-theme" />
      </head>
      <body>
        <a className="skip" href="#main">
          {words().site.skip}
        </a>
        {children}
      </body>
    </html>
  );
}
