import type { Metadata } from 'next';
import { JsonLd } from '@/components/site/JsonLd';
import { getPublishedArticle, type Found, type PublishedArticle } from '@/lib/published/article';
import { categoryTrail, categoryNames } from '@/lib/published/categories';
import { parseNumber } from '@/lib/published/number';
import { isolated } from '@/lib/platform/direction';
import { Gone, Missing, absentMetadata } from '../../Absent';
import { CaseArticle } from '../../CaseArticle';
import { categoryCrumbs } from '../../crumbs';
import { pageMetadata } from '../../page-metadata';
import { SitePage } from '../../SitePage';
import { articleData, breadcrumbData, plainLead } from './linked-data';

interface Props {
  params: Promise<{ number: string }>;
}

async function load({ params }: Props): Promise<Found<PublishedArticle>> {
  const number = parseNumber((await params).number);
  return number === null ? { state: 'missing' } : getPublishedArticle(number);
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const found = await load(props);
  if (found.state === 'missing') return absentMetadata();
  if (found.state === 'withdrawn') return absentMetadata('goneArticle');
  const { title, number, publishedAt, revisedAt, category } = found.content;
  return pageMetadata({
    path: `/cases/${number}`,
    title: isolated(title),
    description: plainLead(found.content),
    openGraph: { type: 'article', publishedTime: publishedAt, modifiedTime: revisedAt, ...(category ? { section: category.name } : {}) },
  });
}

export default async function CasePage(props: Props) {
  const found = await load(props);
  if (found.state === 'missing') return <Missing />;
  if (found.state === 'withdrawn') return <Gone what="goneArticle" reason={found.reason} />;
  const article = found.content;
  const trail = (article.category && categoryTrail(await categoryNames(), article.category.slug)) ?? [];
  const crumbs = categoryCrumbs(trail);
  return (
    <SitePage path={`/cases/${article.number}`} current={trail[0] && `/c/${trail[0].slug}`} exact={false}>
      <CaseArticle article={article} crumbs={crumbs}>
        <JsonLd data={articleData(article)} />
        <JsonLd data={breadcrumbData(crumbs, article)} />
      </CaseArticle>
    </SitePage>
  );
}
