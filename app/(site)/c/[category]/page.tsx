import type { Metadata } from 'next';
import { Breadcrumb } from '@/components/site/Breadcrumb';
import { CaseList } from '@/components/site/CaseList';
import { CategoryTree } from '@/components/site/CategoryList';
import { Older } from '@/components/site/Older';
import { PageHead } from '@/components/site/PageHead';
import { fill } from '@/lib/i18n/fill';
import { words } from '@/lib/i18n/words';
import { categoryTrail, categoryTree, type CategoryNode } from '@/lib/published/categories';
import { listInCategory } from '@/lib/published/lists';
import { isolated } from '@/lib/platform/direction';
import { Missing, absentMetadata } from '../../Absent';
import { categoryCrumbs } from '../../crumbs';
import { cursorOf, pageOrNull, type SearchParams } from '../../paging';
import { pageMetadata } from '../../page-metadata';
import { SitePage } from '../../SitePage';

interface Props {
  params: Promise<{ category: string }>;
  searchParams: SearchParams;
}

/** The category at this address with its ancestors and a page of its list; null where there is none. */
async function load({ params, searchParams }: Props) {
  const tree = await categoryTree();
  const trail = categoryTrail(tree, (await params).category);
  const category = trail?.at(-1);
  if (!trail || !category) return null;
  const cursor = await cursorOf(searchParams);
  const list = await pageOrNull(listInCategory(category.path, cursor));
  return list && { tree, trail, category, list, paged: cursor !== undefined };
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const found = await load(props);
  if (!found) return absentMetadata();
  const { name, description, slug } = found.category;
  if (found.paged) return { title: isolated(name), robots: { index: false, follow: true } };
  return pageMetadata({ path: `/c/${slug}`, title: isolated(name), description, feed: `/c/${slug}/feed.xml` });
}

export default async function CategoryPage(props: Props) {
  const found = await load(props);
  if (!found) return <Missing />;
  const { tree, trail, category, list, paged } = found;
  const { site } = words();
  return (
    <SitePage path={`/c/${category.slug}`} current={`/c/${trail[0]?.slug}`} exact={trail.length === 1 && !paged}>
      <div className="wrap">
        <div className="head">
          <Breadcrumb trail={categoryCrumbs(trail.slice(0, -1))} />
          <PageHead title={category.name} lead={category.description} />
        </div>
        <div className="two">
          <div>
            <div className="section-title">
              <h2>{paged ? site.list.older : site.home.latest}</h2>
              {category.count > 0 && <small>{fill(site.list.total, { count: category.count })}</small>}
            </div>
            {list.items.length > 0 ? <CaseList cases={list.items} /> : <p className="empty">{site.list.empty}</p>}
            <Older path={`/c/${category.slug}`} paged={paged} next={list.next} />
          </div>
          <Side trail={trail} tree={tree} />
        </div>
      </div>
    </SitePage>
  );
}

/** The categories below this one; where there are none, those beside it. */
function Side({ trail, tree }: { trail: CategoryNode[]; tree: CategoryNode[] }) {
  const { below, beside } = words().site.categories;
  const [category, parent] = [trail.at(-1), trail.at(-2)];
  if (!category) return null;
  const isLeaf = category.children.length === 0;
  const others = (parent?.children ?? tree).filter(({ slug }) => slug !== category.slug).map((node) => ({ ...node, children: [] }));
  const shown = isLeaf ? others : category.children;
  if (shown.length === 0) return null;
  return (
    <div className="side">
      <h2 className="label">{isLeaf ? beside : below}</h2>
      <CategoryTree nodes={shown} level={3} />
    </div>
  );
}
