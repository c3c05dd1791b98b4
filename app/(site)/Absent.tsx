import type { Metadata } from 'next';
import { Message } from '@/components/site/Message';
import { words } from '@/lib/i18n/words';
import { noteStatus } from '@/lib/platform/page-cache/render-notes';
import { Shell } from './Shell';

/** What a reader gets where nothing is published: 404 in words. (Next's notFound() would answer an empty shell.) */
export function Missing() {
  noteStatus(404);
  return (
    <Shell>
      <Message status={404} {...words().site.missing} />
    </Shell>
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
    <Shell>
      <Message status={410} {...words().site[what]} reason={reason} />
    </Shell>
  );
}

/** The head of a page that is not there. */
export function absentMetadata(what: 'missing' | GoneProps['what'] = 'missing'): Metadata {
  return { title: words().site[what].title, robots: { index: false } };
}
