import type { Crumb } from '@/components/site/Breadcrumb';
import { words } from '@/lib/i18n/words';
import type { CategoryNode } from '@/lib/published/categories';

/** The way from the home page through these categories. */
export function categoryCrumbs(trail: Pick<CategoryNode, 'slug' | 'name'>[]): Crumb[] {
  const { nav } = words().site;
  return [{ href: '/', name: nav.home }, ...trail.map(({ slug, name }) => ({ href: `/c/${slug}`, name }))];
}
