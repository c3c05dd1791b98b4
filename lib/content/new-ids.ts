import { descendants } from './descendants';
import { newBlockId } from './ids';
import type { AnyNode } from './nodes/node';
import type { Body } from './schema';

type Identified = AnyNode & { attrs: { id: string } };

function isIdentified(node: AnyNode): node is Identified {
  return typeof (node.attrs as { id?: unknown } | undefined)?.id === 'string';
}

/** The same text as a body of its own: every block has another id. The body that is given stays as it is. */
export function withNewIds(body: Body): Body {
  const copy = structuredClone(body);
  for (const { node } of descendants(copy, isIdentified)) node.attrs.id = newBlockId();
  return copy;
}
