import { dateTime } from '@/components/ui/DateTime';
import type { ArticleSummary } from '@/lib/domains/articles/queries';
import { fill } from '@/lib/i18n/fill';
import { words } from '@/lib/i18n/words';
import { balanced } from '@/lib/platform/direction';

interface ArticleListProps {
  articles: ArticleSummary[];
  actorId: string;
}

/** Articles with where they stand on both axes: stage of the working copy, and towards readers. */
export function ArticleList({ articles, actorId }: ArticleListProps) {
  const { common, desk } = words();
  return (
    <ul role="list" className="articles">
      {articles.map(({ id, number, title, stage, category, owner, publication, updatedAt }) => (
        <li key={id}>
          <h2><a href={`/desk/articles/${id}`}><bdi>{balanced(title || desk.list.untitled)}</bdi></a></h2>
          <p className="where">
            <span className={`stage ${stage.toLowerCase()}`}>{common.stages[stage]}</span>
            <span>{common.publication[publication.status]}</span>
            <span><bdi>{balanced(category?.name ?? desk.list.uncategorised)}</bdi></span>
            {owner.id === actorId ? null : <span>{fill(desk.list.by, { name: owner.name })}</span>}
            <span>
              {fill(desk.list.changed, { when: dateTime(updatedAt) })}
            </span>
          </p>
          {publication.status === 'PUBLISHED' ? <a className="beside" href={`/cases/${number}`}>{desk.list.publicPage}</a> : null}
        </li>
      ))}
    </ul>
  );
}
