import type { Metadata } from 'next';
import { Breadcrumb } from '@/components/site/Breadcrumb';
import { CaseList } from '@/components/site/CaseList';
import { CategoryTree } from '@/components/site/CategoryList';
import { Older } from '@/components/site/Older';
import { PageHead } from '@/components/site/PageHead';
import { fill } from '@/lib/i18n/fill';
import { words } from '@/lib/i18n/words';
import { categoryTrail, categoryTree } from '@/lib/published/categories';
import { listInCategory } from '@/lib/published/lists';
import { isolated } from '@/lib/platform/direction';
import { Missing, absentMetadata } from '../../Absent';
import { canonicalOf } from '../../address';
import { feedLink } from '../../atom-feed';
import { categoryCrumbs } from '../../crumbs';
import { cursorOf, pageOrNull, type SearchParams } from '../../paging';
import { SitePage } from '../../SitePage';

interface Props {
  params: Promise<{ category: string }>;
  searchParams: SearchParams;
}

/** The category at this address with its ancestors and a page of its list; null where there is none. */
async function load({ params, searchParams }: Props) {
  const trail = categoryTrail(await categoryTree(), (await params).category);
  const category = trail?.at(-1);
  if (!trail || !category) return null;
  const cursor = await cursorOf(searchParams);
  const list = await pageOrNull(listInCategory(category.path, cursor));
  return list && { trail, category, list, paged: cursor !== undefined };
}

export async function generateMetadata(props: Props): Promise<Metadata> {
  const found = await load(props);
  if (!found) return absentMetadata();
  const { name, description, slug } = found.category;
  if (found.paged) return { title: isolated(name), robots: { index: false, follow: true } };
  const types = feedLink(`/c/${slug}/feed.xml`, `${isolated(name)} · ${words().common.siteName}`);
  return { title: isolated(name), ...(description ? { description } : {}), alternates: { canonical: canonicalOf(`/c/${slug}`), types } };
}

export default async function CategoryPage(props: Props) {
  const found = await load(props);
  if (!found) return <Missing />;
  const { trail, category, list, paged } = found;
  const { site } = words();
  return (
    <SitePage current={`/c/${trail[0]?.slug}`} exact={trail.length === 1 && !paged}>
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
          {category.children.length > 0 && (
            <div className="side">
              <h2 className="label">{site.categories.below}</h2>
              <CategoryTree nodes={category.children} level={3} />
            </div>
          )}
        </div>
      </div>
    </SitePage>
  );
}
