import { fill } from '@/lib/i18n/fill';
import { words } from '@/lib/i18n/words';
import { balanced } from '@/lib/platform/direction';
import { langOf } from './lang-of';

interface Props {
  collections: { number: number; title: string; lead: string; count: number }[];
}

/** Collections by title and count: for a margin. */
export function CollectionNames({ collections }: Props) {
  return (
    <ul className="rows" role="list">
      {collections.map(({ number, title, count }) => (
        <li key={number}>
          <a href={`/collections/${number}`} lang={langOf(title)}><bdi>{balanced(title)}</bdi></a>
          <small>{fill(words().site.list.count, { count })}</small>
        </li>
      ))}
    </ul>
  );
}

/** Collections with their leads: a page of its own. */
export function CollectionList({ collections }: Props) {
  return (
    <ul className="tree" role="list">
      {collections.map(({ number, title, lead, count }) => (
        <li key={number}>
          <h2>
            <a href={`/collections/${number}`} lang={langOf(title)}><bdi>{balanced(title)}</bdi></a> <small>{fill(words().site.list.count, { count })}</small>
          </h2>
          {lead !== '' && <p lang={langOf(lead)}>{lead}</p>}
        </li>
      ))}
    </ul>
  );
}
