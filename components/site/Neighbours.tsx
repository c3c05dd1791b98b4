import { fill } from '@/lib/i18n/fill';
import { words } from '@/lib/i18n/words';
import type { PublishedArticle } from '@/lib/published/article';
import { balanced, isolated } from '@/lib/platform/direction';
import { langOf } from './lang-of';

type Place = PublishedArticle['collections'][number];

/** The collections that a case stands in, with the case before and after it in each. */
export function Neighbours({ places }: { places: Place[] }) {
  const { article } = words().site;
  if (places.length === 0) return null;
  return (
    <aside className="neighbours" aria-labelledby="neighbours">
      <h2 className="label" id="neighbours">
        {article.collections}
      </h2>
      {places.map((place) => (
        <nav key={place.collection.number} aria-label={isolated(place.collection.title)}>
          <p>
            <a href={`/collections/${place.collection.number}`} lang={langOf(place.collection.title)}><bdi>{balanced(place.collection.title)}</bdi></a>
            <small>{fill(article.place, { position: place.position, total: place.total })}</small>
          </p>
          <ul className="rows" role="list">
            <Neighbour label={article.previous} rel="prev" to={place.previous} />
            <Neighbour label={article.next} rel="next" to={place.next} />
          </ul>
        </nav>
      ))}
    </aside>
  );
}

function Neighbour({ label, rel, to }: { label: string; rel: 'prev' | 'next'; to: Place['next'] }) {
  if (to === null) return null;
  return (
    <li>
      <small>{label}</small>
      <a href={`/cases/${to.number}`} rel={rel} lang={langOf(to.title)}>
        <bdi>{balanced(to.title)}</bdi>
      </a>
    </li>
  );
}
