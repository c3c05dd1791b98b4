'use client';

import { usePathname } from 'next/navigation';

interface NavLinksProps {
  label: string;
  links: { href: string; name: string }[];
}

/** Links between the parts of an application; the one below which the page lies is marked. */
export function NavLinks({ label, links }: NavLinksProps) {
  const path = usePathname();
  const current = (href: string) => {
    if (path === href) return 'page' as const;
    return path.startsWith(`${href}/`) ? ('true' as const) : undefined;
  };
  return (
    <nav aria-label={label}>
      <ul role="list">
        {links.map(({ href, name }) => (
          <li key={href}>
            <a href={href} aria-current={current(href)}>{name}</a>
          </li>
        ))}
      </ul>
    </nav>
  );
}
