import type { Metadata } from 'next';
import { CaseList } from '@/components/site/CaseList';
import { CategoryNames } from '@/components/site/CategoryList';
import { CollectionNames } from '@/components/site/CollectionList';
import { Older } from '@/components/site/Older';
import { PageHead } from '@/components/site/PageHead';
import { fill } from '@/lib/i18n/fill';
import { words } from '@/lib/i18n/words';
import type { Page } from '@/lib/platform/database/keyset';
import { categoryTree, type CategoryNode } from '@/lib/published/categories';
import { listCollections, listLatest } from '@/lib/published/lists';
import type { Teaser } from '@/lib/published/teaser';
import { Missing } from './Absent';
import { cursorOf, pageOrNull, type SearchParams } from './paging';
import { pageMetadata } from './page-metadata';
import { SitePage } from './SitePage';

interface Props {
  searchParams: SearchParams;
}

export async function generateMetadata({ searchParams }: Props): Promise<Metadata> {
  const { common, site } = words();
  const cursor = await cursorOf(searchParams);
  if (cursor === undefined) return pageMetadata({ path: '/', feed: '/feed.xml' });
  const list = await pageOrNull(listLatest(cursor));
  const title = list ? site.list.older : site.missing.title;
  // The layout's template holds for pages below it, not for this one beside it.
  return { title: { absolute: `${title} · ${common.siteName}` }, robots: list ? { index: false, follow: true } : { index: false } };
}

export default async function HomePage({ searchParams }: Props) {
  const cursor = await cursorOf(searchParams);
  const list = await pageOrNull(listLatest(cursor));
  if (!list) return <Missing />;
  const [tree, collections] = await Promise.all([categoryTree(), listCollections(undefined, 8)]);
  const paged = cursor !== undefined;
  const { home, list: listWords } = words().site;
  return (
    <SitePage path="/" current="/" exact={!paged}>
      <div className="wrap">
        <div className={paged ? 'head' : 'head hero'}>
          {paged ? <PageHead title={listWords.older} /> : <PageHead title={home.title} lead={home.lead} />}
        </div>
        <div className="two">
          <Latest list={list} paged={paged} tree={tree} />
          <div className="side">
            <h2 className="label">{home.categories}</h2>
            <CategoryNames nodes={tree} />
            {collections.items.length > 0 && (
              <>
                <h2 className="label">{home.collections}</h2>
                <CollectionNames collections={collections.items} />
                <p>
                  <a href="/collections">{home.allCollections}</a>
                </p>
              </>
            )}
          </div>
        </div>
      </div>
    </SitePage>
  );
}

function Latest({ list, paged, tree }: { list: Page<Teaser>; paged: boolean; tree: CategoryNode[] }) {
  const { home, list: listWords } = words().site;
  const total = tree.reduce((sum, { count }) => sum + count, 0);
  return (
    <div>
      <div className="section-title">
        <h2 className={paged ? 'hidden' : undefined}>{home.latest}</h2>
        {!paged && total > 0 && <small>{fill(listWords.total, { count: total })}</small>}
      </div>
      {list.items.length > 0 ? <CaseList cases={list.items} /> : <p className="empty">{listWords.empty}</p>}
      <Older path="/" paged={paged} next={list.next} />
    </div>
  );
}
