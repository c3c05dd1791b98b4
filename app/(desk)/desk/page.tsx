import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { ArticleList } from '@/components/desk/ArticleList';
import { FirstSteps } from '@/components/desk/FirstSteps';
import { NewArticleButton } from '@/components/desk/NewArticleButton';
import { Message } from '@/components/ui/Message';
import { mayWrite } from '@/lib/domains/users/roles';
import { listOwnArticles, type OwnShelf } from '@/lib/domains/articles/queries';
import { isDomainError } from '@/lib/platform/errors';
import { fill } from '@/lib/i18n/fill';
import { words } from '@/lib/i18n/words';
import { LIMITS } from '@/lib/platform/limits';
import { requireActor } from '../../shell/session';

export function generateMetadata(): Metadata {
  return { title: words().desk.list.title };
}

interface Props {
  searchParams: Promise<{ cursor?: string | string[]; tab?: string | string[] }>;
}

const SHELVES = ['all', 'writing', 'published'] as const satisfies readonly OwnShelf[];

const addressOf = (shelf: OwnShelf) => (shelf === 'all' ? '/desk' : `/desk?tab=${shelf}`);

/** The editor's own articles: all of them, or those of one tab. */
export default async function DeskPage({ searchParams }: Props) {
  const actor = await requireActor('/desk');
  const { desk: { list }, importing, templates, library } = words();
  if (!mayWrite(actor)) {
    return (
      <Message title={list.readerTitle} text={fill(list.readerText, { email: actor.email })}>
        <p><a href="/">{list.readerHome}</a></p>
      </Message>
    );
  }
  const { cursor, tab } = await searchParams;
  // Where the bin was before it had a page.
  if (tab === 'deleted') redirect('/desk/bin');
  const shelf = SHELVES.find((one) => one === tab) ?? 'all';
  const request = { shelf, limit: LIMITS.pageSize.default, cursor: typeof cursor === 'string' ? cursor : undefined };
  const page = await listOwnArticles(actor, request).catch((error: unknown) => {
    // A cursor that is not ours: an old bookmark, or somebody's hand.
    if (isDomainError(error) && error.code === 'invalid') redirect('/desk');
    throw error;
  });
  const first = request.cursor === undefined;
  return (
    <div className="wrap">
      <div className="head">
        <h1>{list.title}</h1>
        <div className="actions">
          <a className="button" href="/desk/new">{templates.link}</a>
          <a className="button" href="/desk/import">{importing.link}</a>
          <NewArticleButton />
        </div>
      </div>
      <nav className="tabs" aria-label={list.tabs}>
        {SHELVES.map((one) => (
          <a key={one} href={addressOf(one)} aria-current={one === shelf ? 'page' : undefined}>{list.shelves[one]}</a>
        ))}
        <a href="/desk/bin">{library.bin.link}</a>
        <a href="/desk/media">{library.media.link}</a>
      </nav>
      {page.items.length > 0 ? <ArticleList articles={page.items} actorId={actor.id} /> : null}
      {page.items.length === 0 && shelf !== 'all' ? <p className="empty">{list.shelvesEmpty[shelf]}</p> : null}
      {page.items.length === 0 && shelf === 'all' && first ? <FirstSteps /> : null}
      <p className="older">
        {first ? null : <a href={addressOf(shelf)}>{list.newest}</a>}
        {page.next ? <a className="on" href={`/desk?${shelf === 'all' ? '' : `tab=${shelf}&`}cursor=${page.next}`}>{list.more}</a> : null}
      </p>
    </div>
  );
}
