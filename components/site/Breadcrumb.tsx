import { words } from '@/lib/i18n/words';
import { balanced } from '@/lib/platform/direction';
import { langOf } from './lang-of';

export interface Crumb {
  href: string;
  name: string;
}

/** The way from the home page down to what holds this page; the page itself is named by its title. */
export function Breadcrumb({ trail }: { trail: Crumb[] }) {
  const { breadcrumb } = words().site;
  return (
    <nav className="crumb" aria-label={breadcrumb}>
      <ol role="list">
        {trail.map(({ href, name }) => (
          <li key={href}>
            <a href={href} lang={langOf(name)}><bdi>{balanced(name)}</bdi></a>
          </li>
        ))}
      </ol>
    </nav>
  );
}
