import type { Metadata } from 'next';
import { StatusMessage } from '@/components/site/StatusMessage';
import { words } from '@/lib/i18n/words';
import { noteStatus } from '@/lib/platform/page-cache/render-notes';
import { SitePage } from './SitePage';

/** What a reader gets where nothing is published: 404 in words. (Next's notFound() would answer an empty shell.) */
export function Missing() {
  noteStatus(404);
  return (
    <SitePage>
      <StatusMessage status={404} {...words().site.missing} />
    </SitePage>
  );
}

interface GoneProps {
  what: 'goneArticle' | 'goneCollection';
  reason: string;
}

/** What a reader gets where something was published and withdrawn: 410 with the reason. */
export function Gone({ what, reason }: GoneProps) {
  noteStatus(410);
  return (
    <SitePage>
      <StatusMessage status={410} {...words().site[what]} reason={reason} />
    </SitePage>
  );
}

/** The head of a page that is not there. */
export function absentMetadata(what: 'missing' | GoneProps['what'] = 'missing'): Metadata {
  return { title: words().site[what].title, robots: { index: false } };
}
