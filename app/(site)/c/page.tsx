import type { Metadata } from 'next';
import { Breadcrumb } from '@/components/site/Breadcrumb';
import { CategoryTree } from '@/components/site/CategoryList';
import { PageHead } from '@/components/site/PageHead';
import { words } from '@/lib/i18n/words';
import { categoryTree } from '@/lib/published/categories';
import { pageMetadata } from '../page-metadata';
import { SitePage } from '../SitePage';

export function generateMetadata(): Metadata {
  const { title, lead } = words().site.categories;
  return pageMetadata({ path: '/c', title, description: lead });
}

export default async function CategoriesPage() {
  const tree = await categoryTree();
  const { categories, nav } = words().site;
  return (
    <SitePage path="/c" current="/c">
      <div className="wrap">
        <div className="head">
          <Breadcrumb trail={[{ href: '/', name: nav.home }]} />
          <PageHead title={categories.title} lead={categories.lead} />
        </div>
        {tree.length > 0 ? <CategoryTree nodes={tree} /> : <p className="empty">{categories.empty}</p>}
      </div>
    </SitePage>
  );
}
