import type { Metadata } from 'next';
import { Breadcrumb } from '@/components/site/Breadcrumb';
import { CollectionList } from '@/components/site/CollectionList';
import { Older } from '@/components/site/Older';
import { PageHead } from '@/components/site/PageHead';
import { words } from '@/lib/i18n/words';
import { listCollections } from '@/lib/published/lists';
import { Missing, absentMetadata } from '../Absent';
import { cursorOf, pageOrNull, type SearchParams } from '../paging';
import { pageMetadata } from '../page-metadata';
import { SitePage } from '../SitePage';

interface Props {
  searchParams: SearchParams;
}

async function load({ searchParams }: Props) {
  const cursor = await cursorOf(searchParams);
  const list = await pageOrNull(listCollections(cursor));
  return list && { list, paged: cursor !== undefined };
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const found = await load(props);
  if (!found) return absentMetadata();
  const { title, lead } = words().site.collections;
  if (found.paged) return { title, robots: { index: false, follow: true } };
  return pageMetadata({ path: '/collections', title, description: lead });
}

export default async function CollectionsPage(props: Props) {
  const found = await load(props);
  if (!found) return <Missing />;
  const { list, paged } = found;
  const { collections, nav } = words().site;
  return (
    <SitePage path="/collections">
      <div className="wrap">
        <div className="head">
          <Breadcrumb trail={[{ href: '/', name: nav.home }]} />
          <PageHead title={paged ? collections.older : collections.title} lead={paged ? undefined : collections.lead} />
        </div>
        {list.items.length > 0 ? <CollectionList collections={list.items} /> : <p className="empty">{collections.empty}</p>}
        <Older path="/collections" paged={paged} next={list.next} words={collections} />
      </div>
    </SitePage>
  );
}
