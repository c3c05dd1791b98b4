import { fill } from '@/lib/i18n/fill';
import { words } from '@/lib/i18n/words';
import type { CategoryNode } from '@/lib/published/categories';
import { balanced } from '@/lib/platform/direction';
import { langOf } from './lang-of';

/** Categories by name and count, with those below them: for a margin. */
export function CategoryNames({ nodes }: { nodes: CategoryNode[] }) {
  return (
    <ul className="names" role="list">
      {nodes.map((node) => (
        <li key={node.slug}>
          <a href={`/c/${node.slug}`} lang={langOf(node.name)}><bdi>{balanced(node.name)}</bdi></a> <Count count={node.count} />
          {node.children.length > 0 && <CategoryNames nodes={node.children} />}
        </li>
      ))}
    </ul>
  );
}

/** The category tree with descriptions: a page of its own. Headings go down with the tree. */
export function CategoryTree({ nodes, level = 2 }: { nodes: CategoryNode[]; level?: 2 | 3 | 4 }) {
  const Heading = `h${level}` as const;
  const below = level === 2 ? 3 : 4;
  return (
    <ul className="tree" role="list">
      {nodes.map((node) => (
        <li key={node.slug}>
          <Heading>
            <a href={`/c/${node.slug}`} lang={langOf(node.name)}><bdi>{balanced(node.name)}</bdi></a> <Count count={node.count} />
          </Heading>
          {node.description !== '' && <p lang={langOf(node.description)}>{node.description}</p>}
          {node.children.length > 0 && <CategoryTree nodes={node.children} level={below} />}
        </li>
      ))}
    </ul>
  );
}

function Count({ count }: { count: number }) {
  return <small>{fill(words().site.list.count, { count })}</small>;
}
