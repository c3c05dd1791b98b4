import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { BinList } from '@/components/desk/starting/BinList';
import { BinSearch } from '@/components/desk/starting/BinSearch';
import { listBin } from '@/lib/domains/articles/bin';
import { titleSearch } from '@/lib/domains/articles/schema';
import { mayWrite } from '@/lib/domains/users/roles';
import { words } from '@/lib/i18n/words';
import { isDomainError } from '@/lib/platform/errors';
import { LIMITS } from '@/lib/platform/limits';
import { requireActor } from '../../../shell/session';

export function generateMetadata(): Metadata {
  return { title: words().library.bin.title };
}

interface Props {
  searchParams: Promise<{ cursor?: string | string[]; title?: string | string[] }>;
}

/** What was put aside, with the way back. */
export default async function BinPage({ searchParams }: Props) {
  const actor = await requireActor('/desk/bin');
  if (!mayWrite(actor)) redirect('/desk');
  const given = await searchParams;
  const { back, bin } = words().library;
  // What no title can hold finds none.
  const asked = titleSearch.safeParse(given.title ?? '');
  if (!asked.success) redirect('/desk/bin');
  const title = asked.data;
  const cursor = typeof given.cursor === 'string' ? given.cursor : undefined;
  const address = (next?: string) => `/desk/bin?${new URLSearchParams({ ...(title ? { title } : {}), ...(next ? { cursor: next } : {}) }).toString()}`;
  const page = await listBin(actor, { limit: LIMITS.pageSize.default, cursor, title }).catch((error: unknown) => {
    if (isDomainError(error) && error.code === 'invalid') redirect('/desk/bin');
    throw error;
  });
  return (
    <div className="wrap">
      <p className="crumb"><a href="/desk">{back}</a></p>
      <div className="head"><h1>{bin.title}</h1></div>
      <p className="hint">{bin.lead}</p>
      <BinSearch title={title} words={bin} />
      {page.items.length > 0 ? <BinList entries={page.items} actorId={actor.id} /> : <p className="empty">{title ? bin.notFound : bin.empty}</p>}
      <p className="older">
        {cursor === undefined ? null : <a href={address()}>{bin.first}</a>}
        {page.next ? <a className="on" href={address(page.next)}>{bin.more}</a> : null}
      </p>
    </div>
  );
}
