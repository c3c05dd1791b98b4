import type { CategoryNode } from '@/lib/published/categories';
import { Island } from '@/components/shell/Island';
import { words } from '@/lib/i18n/words';
import { balanced } from '@/lib/platform/direction';
import { langOf } from './lang-of';

interface Props {
  roots: Pick<CategoryNode, 'slug' | 'name'>[];
  /** The path of the place in the navigation where this page stands. */
  current?: string | undefined;
  /** Whether this page is that place itself, or lies below it. */
  exact?: boolean | undefined;
}

/** The head of every reader page. It knows no session: the island asks who is there, and greets him. */
export function Header({ roots, current, exact = true }: Props) {
  const { common, site } = words();
  const links = [
    { href: '/', name: site.nav.home },
    ...roots.map(({ slug, name }) => ({ href: `/c/${slug}`, name })),
    { href: '/c', name: site.nav.categories },
  ];
  return (
    <header className="top">
      <div className="wrap">
        <a className="brand" href="/">
          {common.siteName}
        </a>
        <nav aria-label={site.nav.label}>
          <ul role="list">
            {links.map(({ href, name }) => (
              <li key={href}>
                <a href={href} aria-current={href === current ? (exact ? 'page' : 'true') : undefined} lang={langOf(name)}>
                  <bdi>{balanced(name)}</bdi>
                </a>
              </li>
            ))}
          </ul>
        </nav>
        <Island name="nav-place" />
        <a className="account" href="/desk" data-greeting={site.nav.greeting}>
          {site.nav.desk}
        </a>
        <Island name="account-greeting" />
      </div>
    </header>
  );
}
