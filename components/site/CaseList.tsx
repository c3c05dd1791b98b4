import { DateText } from '@/components/ui/DateText';
import { Phrases } from '@/components/ui/Phrases';
import { siteLocale } from '@/lib/i18n/words';
import type { Teaser } from '@/lib/published/teaser';
import { balanced } from '@/lib/platform/direction';
import { langOf } from './lang-of';

interface Props {
  cases: Teaser[];
  /** A collection has an order of its own: its cases are counted, not dated. */
  counted?: boolean;
}

/** Published cases with title, lead, place and year. Stands under a heading of level 2. */
export function CaseList({ cases, counted = false }: Props) {
  const items = cases.map((item) => <CaseItem key={item.number} item={item} dated={!counted} />);
  if (counted) return <ol className="cases counted" role="list">{items}</ol>;
  return <ul className="cases" role="list">{items}</ul>;
}

function CaseItem({ item, dated }: { item: Teaser; dated: boolean }) {
  const locale = siteLocale();
  const place = item.region ?? item.organisation;
  return (
    <li>
      {dated && <DateText iso={item.publishedAt} locale={locale} />}
      <div>
        <h3>
          <a href={`/cases/${item.number}`} lang={langOf(item.title)}>
            <bdi>
              <Phrases text={balanced(item.title)} locale={locale} />
            </bdi>
          </a>
        </h3>
        {item.lead !== '' && <p className="clamp" lang={langOf(item.lead)}>{item.lead}</p>}
      </div>
      <p className="where">
        {place && <span lang={langOf(place)}><bdi>{balanced(place)}</bdi></span>}
        {item.year && <span>{item.year}</span>}
      </p>
    </li>
  );
}
