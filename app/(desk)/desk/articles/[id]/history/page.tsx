import type { Metadata } from 'next';
import { notFound, redirect } from 'next/navigation';
import type { Kind } from '@/components/content/section-name';
import { ArticleComparison } from '@/components/desk/history/ArticleComparison';
import { ChooseRevisions } from '@/components/desk/history/ChooseRevisions';
import { comparedState } from '@/components/desk/history/compared-state';
import { NameRevision } from '@/components/desk/history/NameRevision';
import { RestoredNotice } from '@/components/desk/history/RestoredNotice';
import { RestoreRevision } from '@/components/desk/history/RestoreRevision';
import { revisionLabel } from '@/components/desk/history/revision-label';
import { RevisionList } from '@/components/desk/history/RevisionList';
import { diffArticles, type SectionDiff } from '@/lib/content/compare/article';
import { getArticle } from '@/lib/domains/articles/queries';
import { id as uuid } from '@/lib/domains/articles/schema';
import { getRevision, listRevisions } from '@/lib/domains/reviews/history';
import { fill } from '@/lib/i18n/fill';
import { words } from '@/lib/i18n/words';
import { balanced } from '@/lib/platform/direction';
import { isDomainError } from '@/lib/platform/errors';
import { LIMITS } from '@/lib/platform/limits';
import { requireActor } from '../../../../../shell/session';

interface Props {
  params: Promise<{ id: string }>;
  searchParams: Promise<Record<string, string | string[] | undefined>>;
}

export function generateMetadata(): Metadata {
  return { title: words().desk.history.title };
}

/** The value, or what it is where there is no such thing or nothing that this account may see. */
function orElse<T, E>(work: Promise<T>, other: () => E): Promise<T | E> {
  return work.catch((error: unknown) => {
    if (isDomainError(error) && (error.code === 'not_found' || error.code === 'invalid')) return other();
    throw error;
  });
}

/** The kept states of an article, two of them compared, and the way back to one. */
export default async function HistoryPage({ params, searchParams }: Props) {
  const { id } = await params;
  const address = `/desk/articles/${id}/history`;
  const actor = await requireActor(address);
  if (!uuid.safeParse(id).success) notFound();
  const article = await orElse(getArticle(actor, id), notFound);
  const query = await searchParams;
  const asked = (name: string) => uuid.safeParse(query[name]).data;
  const cursor = typeof query.cursor === 'string' ? query.cursor : undefined;
  const restart = () => redirect(address);
  const { items, next } = await orElse(listRevisions(actor, id, { limit: LIMITS.pageSize.default, cursor }), restart);
  const { desk: { article: labels, history } } = words();
  const fromId = asked('from') ?? items[0]?.id;
  const toId = asked('to');
  const from = fromId === undefined ? null : await orElse(getRevision(actor, id, fromId), restart);
  const to = toId === undefined ? null : await orElse(getRevision(actor, id, toId), restart);

  const mayEdit = article.allowed.includes('article.edit');
  const restoring = { articleId: id, version: article.workingSeq };
  const name = (revision: { name: string | null; ordinal: number }) => (revision.name === null ? revisionLabel(revision, history) : `「${revision.name}」`);
  const restoreSection = (section: SectionDiff<Kind>, heading: string) =>
    mayEdit && from && !to && section.change !== 'added' ? (
      <RestoreRevision
        {...restoring}
        key={article.workingSeq}
        revisionId={from.id}
        sectionId={section.id}
        label={history.restoreSection}
        hidden={fill(history.restoreSectionOf, { name: heading })}
        title={fill(history.restoreSectionTitle, { name: heading, version: name(from) })}
        text={history.restoreSectionText}
      />
    ) : null;
  const undo = items.find((entry) => entry.id === asked('undo') && entry.cause === 'RESTORATION');
  const diff = from && diffArticles(comparedState(from), comparedState(to ?? article));
  const known = [...items, ...[from, to].filter((one) => one !== null).filter((one) => items.every((entry) => entry.id !== one.id))];
  return (
    <div className="wrap">
      <p className="crumb"><a href={`/desk/articles/${id}`}>{history.back}</a></p>
      <div className="head"><h1>{history.title} · <bdi>{balanced(article.title || labels.untitled)}</bdi></h1></div>
      <p className="hint">{history.intro}</p>
      {undo ? (
        <RestoredNotice key={undo.id}>
          {mayEdit ? <RestoreRevision {...restoring} revisionId={undo.id} label={history.undo} title={history.undoTitle} text={history.undoText} /> : null}
        </RestoredNotice>
      ) : null}
      <div className="history">
        <section className="history-list" aria-label={history.list} tabIndex={0}>
          {mayEdit ? <NameRevision articleId={id} /> : null}
          {items.length === 0 ? <p className="empty">{history.empty}</p> : <RevisionList entries={items} shown={to ? null : (from?.id ?? null)} address={address} />}
          <p className="older">
            {cursor === undefined ? null : <a href={address}>{history.newest}</a>}
            {next ? <a className="on" href={`${address}?cursor=${next}`}>{history.older}</a> : null}
          </p>
        </section>
        {from && diff ? (
          <section aria-labelledby="differences">
            <ChooseRevisions entries={known} from={from.id} to={to?.id ?? null} />
            <h2 id="differences">{fill(history.differences, { from: name(from), to: to ? name(to) : history.now })}</h2>
            {mayEdit && (to || !diff.isSame) ? (
              <RestoreRevision
                {...restoring}
                key={`${from.id} ${article.workingSeq}`}
                revisionId={from.id}
                label={fill(history.restoreAll, { version: name(from) })}
                title={fill(history.restoreAllTitle, { version: name(from) })}
                text={history.restoreAllText}
              />
            ) : null}
            {article.stage === 'SUBMITTED' && article.allowed.includes('article.recall') ? <p className="hint">{history.closed}</p> : null}
            <ArticleComparison diff={diff} action={restoreSection} />
          </section>
        ) : null}
      </div>
    </div>
  );
}
