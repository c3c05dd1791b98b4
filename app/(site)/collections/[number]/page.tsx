import type { Metadata } from 'next';
import { Breadcrumb } from '@/components/site/Breadcrumb';
import { CaseList } from '@/components/site/CaseList';
import { PageHead } from '@/components/site/PageHead';
import { fill } from '@/lib/i18n/fill';
import { words } from '@/lib/i18n/words';
import type { Found } from '@/lib/published/article';
import { getPublishedCollection, type PublishedCollection } from '@/lib/published/collection';
import { parseNumber } from '@/lib/published/number';
import { isolated } from '@/lib/platform/direction';
import { Gone, Missing, absentMetadata } from '../../Absent';
import { pageMetadata } from '../../page-metadata';
import { SitePage } from '../../SitePage';

interface Props {
  params: Promise<{ number: string }>;
}

async function load({ params }: Props): Promise<Found<PublishedCollection>> {
  const number = parseNumber((await params).number);
  return number === null ? { state: 'missing' } : getPublishedCollection(number);
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const found = await load(props);
  if (found.state === 'missing') return absentMetadata();
  if (found.state === 'withdrawn') return absentMetadata('goneCollection');
  const { title, lead, number } = found.content;
  return pageMetadata({ path: `/collections/${number}`, title: isolated(title), description: lead });
}

export default async function CollectionPage(props: Props) {
  const found = await load(props);
  if (found.state === 'missing') return <Missing />;
  if (found.state === 'withdrawn') return <Gone what="goneCollection" reason={found.reason} />;
  const { number, title, lead, articles } = found.content;
  const { collection, collections, list, nav } = words().site;
  return (
    <SitePage path={`/collections/${number}`}>
      <div className="wrap">
        <div className="head">
          <Breadcrumb trail={[{ href: '/', name: nav.home }, { href: '/collections', name: collections.title }]} />
          <PageHead title={title} lead={lead} />
        </div>
        <div>
          <div className="section-title">
            <h2>{collection.cases}</h2>
            {articles.length > 0 && <small>{fill(list.total, { count: articles.length })}</small>}
          </div>
          {articles.length > 0 ? <CaseList cases={articles} counted /> : <p className="empty">{collection.empty}</p>}
        </div>
      </div>
    </SitePage>
  );
}
