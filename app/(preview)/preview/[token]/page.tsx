import type { Metadata } from 'next';
import { PreviewBar } from '@/components/site/PreviewBar';
import { StatusMessage } from '@/components/site/StatusMessage';
import { words } from '@/lib/i18n/words';
import { getPublishedArticle } from '@/lib/published/article';
import { categoryNames, categoryTrail } from '@/lib/published/categories';
import { getPreview } from '@/lib/published/preview';
import { isolated } from '@/lib/platform/direction';
import { noteStatus } from '@/lib/platform/page-cache/render-notes';
import { CaseArticle } from '../../../(site)/CaseArticle';
import { categoryCrumbs } from '../../../(site)/crumbs';
import { SitePage } from '../../../(site)/SitePage';

interface Props {
  params: Promise<{ token: string }>;
}

export async function generateMetadata({ params }: Props): Promise<Metadata> {
  const { token } = await params;
  const found = await getPreview(token);
  const { preview } = words().site;
  const title = found.state === 'open' ? `${preview.title} · ${isolated(found.article.title || preview.untitled)}` : preview.over.title;
  return { title, robots: { index: false, follow: false }, referrer: 'no-referrer' };
}

/** One state of an article as readers would see it, for whoever has the address. Where that leads nowhere, one view says so whatever the reason. */
export default async function PreviewPage({ params }: Props) {
  const { token } = await params;
  const found = await getPreview(token);
  const { preview } = words().site;
  if (found.state !== 'open') {
    const status = found.state === 'missing' ? 404 : 410;
    noteStatus(status);
    return (
      <SitePage>
        <StatusMessage status={status} {...preview.over} />
      </SitePage>
    );
  }
  const { number, category } = found.article;
  const trail = (category && categoryTrail(await categoryNames(), category.slug)) ?? [];
  const shown = number === null ? null : await getPublishedArticle(number);
  // Where it stands in collections is no part of a revision: as it is, where readers see the case.
  const collections = shown?.state === 'published' ? shown.content.collections : [];
  const article = { ...found.article, title: found.article.title || preview.untitled, collections };
  return (
    <>
      <PreviewBar expiresAt={found.expiresAt} publicPath={found.published && number !== null ? `/cases/${number}` : null} />
      <SitePage current={trail[0] && `/c/${trail[0].slug}`} exact={false}>
        <CaseArticle article={article} crumbs={categoryCrumbs(trail)} media={`/preview/${token}/media/`} />
      </SitePage>
    </>
  );
}
