import type { Metadata } from 'next';
import { redirect } from 'next/navigation';
import { CaseEntries } from '@/components/admin/CaseEntries';
import { CaseSearch } from '@/components/admin/CaseSearch';
import { ForbiddenMessage } from '@/components/admin/ForbiddenMessage';
import { titleSearch } from '@/lib/domains/articles/schema';
import { listCases } from '@/lib/domains/publication/queries';
import { words } from '@/lib/i18n/words';
import { isDomainError } from '@/lib/platform/errors';
import { LIMITS } from '@/lib/platform/limits';
import { noteStatus } from '@/lib/platform/page-cache/render-notes';
import { requireActor } from '../../../shell/session';

export function generateMetadata(): Metadata {
  return { title: words().desk.cases.title };
}

interface Props {
  searchParams: Promise<{ cursor?: string | string[]; title?: string | string[] }>;
}

/** Every published and withdrawn case, for admins. */
export default async function CasesPage({ searchParams }: Props) {
  const actor = await requireActor('/admin/cases');
  const given = await searchParams;
  const { cases } = words().desk;
  // What no title can hold finds none.
  const asked = titleSearch.safeParse(given.title ?? '');
  if (!asked.success) redirect('/admin/cases');
  const title = asked.data;
  const cursor = typeof given.cursor === 'string' ? given.cursor : undefined;
  const address = (next?: string) => `/admin/cases?${new URLSearchParams({ ...(title ? { title } : {}), ...(next ? { cursor: next } : {}) }).toString()}`;
  const page = await listCases(actor, { limit: LIMITS.pageSize.default, cursor, title }).catch((error: unknown) => {
    if (isDomainError(error) && error.code === 'forbidden') return null;
    if (isDomainError(error) && error.code === 'invalid') redirect('/admin/cases');
    throw error;
  });
  if (!page) {
    noteStatus(403);
    return <ForbiddenMessage role={actor.role} />;
  }
  return (
    <div className="wrap">
      <div className="head"><h1>{cases.title}</h1></div>
      <CaseSearch title={title} />
      {page.items.length > 0 ? <CaseEntries entries={page.items} /> : <p className="empty">{title ? cases.notFound : cases.empty}</p>}
      <p className="older">
        {cursor === undefined ? null : <a href={address()}>{cases.first}</a>}
        {page.next ? <a className="on" href={address(page.next)}>{cases.more}</a> : null}
      </p>
    </div>
  );
}
