import type { Metadata } from 'next';
import { SectionView } from '@/components/content/SectionView';
import { Breadcrumb } from '@/components/site/Breadcrumb';
import { CaseFacts } from '@/components/site/CaseFacts';
import { JsonLd } from '@/components/site/JsonLd';
import { Neighbours } from '@/components/site/Neighbours';
import { PageHead } from '@/components/site/PageHead';
import { PrintedAddresses } from '@/components/site/PrintedAddresses';
import { TableOfContents } from '@/components/site/TableOfContents';
import { addressesOf } from '@/lib/content/addresses';
import { firstNotes } from '@/lib/content/footnotes';
import { siteLocale, words } from '@/lib/i18n/words';
import { getPublishedArticle, type Found, type PublishedArticle } from '@/lib/published/article';
import { categoryTrail, categoryNames } from '@/lib/published/categories';
import { parseNumber } from '@/lib/published/number';
import { isolated } from '@/lib/platform/direction';
import { Gone, Missing, absentMetadata } from '../../Absent';
import { absoluteAddress } from '../../address';
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
  const { common, site } = words();
  const trail = (article.category && categoryTrail(await categoryNames(), article.category.slug)) ?? [];
  const crumbs = categoryCrumbs(trail);
  const bodies = article.sections.map(({ body }) => body);
  const [notes, addresses] = [firstNotes(bodies), addressesOf(bodies)];
  return (
    <SitePage path={`/cases/${article.number}`} current={trail[0] && `/c/${trail[0].slug}`} exact={false}>
      <article className="wrap">
        <JsonLd data={articleData(article)} />
        <JsonLd data={breadcrumbData(crumbs, article)} />
        <div className="head">
          <Breadcrumb trail={crumbs} />
          <PageHead title={article.title} lead={article.lead} />
        </div>
        <CaseFacts {...article} />
        <div className="page">
          <TableOfContents sections={article.sections} />
          <div className="sections">
            {article.sections.map((section, index) => (
              <SectionView key={section.id} section={section} words={common} locale={siteLocale()} permalink={site.article.permalink} firstNote={notes[index]} addresses={addresses} />
            ))}
            <PrintedAddresses addresses={[...addresses.keys()].map(absoluteAddress)} />
          </div>
          <Neighbours places={article.collections} />
        </div>
      </article>
    </SitePage>
  );
}
