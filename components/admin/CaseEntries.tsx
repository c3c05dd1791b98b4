import { dateTime } from '@/components/ui/DateTime';
import { Hidden } from '@/components/ui/Hidden';
import { fill } from '@/lib/i18n/fill';
import { words } from '@/lib/i18n/words';
import { balanced } from '@/lib/platform/direction';
import type { CaseEntry } from '@/lib/domains/publication/queries';

/** Cases that readers see or saw, each with the way to withdraw it or to publish it again. */
export function CaseEntries({ entries }: { entries: CaseEntry[] }) {
  const { common, desk } = words();
  const { cases } = desk;
  return (
    <ul role="list" className="articles">
      {entries.map(({ articleId, number, title, owner, category, status, at, reason, withdrawable, publishable }) => {
        const name = balanced(title || desk.list.untitled);
        const step = withdrawable ? cases.withdraw : publishable ? cases.publishAgain : cases.open;
        return (
          <li key={articleId}>
            <h2>{status === 'PUBLISHED' ? <a href={`/cases/${number}`}><bdi>{name}</bdi></a> : <bdi>{name}</bdi>}</h2>
            <p className="where">
              <span className="stage">{common.publication[status]}</span>
              <span>{fill(cases.number, { number: number ?? '' })}</span>
              {at ? <span>{dateTime(at)}</span> : null}
              <span><bdi>{balanced(category ?? desk.list.uncategorised)}</bdi></span>
              <span><bdi>{balanced(owner)}</bdi></span>
              {reason ? <span>{fill(desk.article.withdrawnReason, { reason })}</span> : null}
              {status === 'PUBLISHED' || publishable ? null : <span>{cases.changedSince}</span>}
            </p>
            <a className="beside" href={`/admin/review/${articleId}`}>{step}<Hidden> {name}</Hidden></a>
          </li>
        );
      })}
    </ul>
  );
}
