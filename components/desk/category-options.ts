import type { Option } from '@/components/ui/Select';
import type { CategoryName } from '@/lib/published/categories';

/** The category tree as one list, each node with its way from the root: 组织功能 / 企业. */
export function categoryOptions(nodes: readonly CategoryName[], above = ''): Option[] {
  return nodes.flatMap(({ slug, name, children }) => [
    { value: slug, label: above + name },
    ...categoryOptions(children, `${above}${name} / `),
  ]);
}
