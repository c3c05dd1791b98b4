import type { Metadata } from 'next';
import { Breadcrumb } from '@/components/site/Breadcrumb';
import { CollectionList } from '@/components/site/CollectionList';
import { PageHead } from '@/components/site/PageHead';
import { words } from '@/lib/i18n/words';
import { LIMITS } from '@/lib/limits';
import { listCollections } from '@/lib/published/lists';
import { Shell } from '../Shell';

export function generateMetadata(): Metadata {
  const { title, lead } = words().site.collections;
  return { title, description: lead, alternates: { canonical: '/collections' } };
}

export default async function CollectionsPage() {
  const collections = await listCollections(LIMITS.pageSize.max);
  const { collections: text, nav } = words().site;
  return (
    <Shell>
      <div className="wrap">
        <div className="head">
          <Breadcrumb trail={[{ href: '/', name: nav.home }]} />
          <PageHead title={text.title} lead={text.lead} />
        </div>
        {collections.length > 0 ? <CollectionList collections={collections} /> : <p className="empty">{text.empty}</p>}
      </div>
    </Shell>
  );
}
