import { isSameMark, outermostFirst, type Mark } from './marks/registry';
import { definitionOf, type AnyNode, type Registry } from './nodes/node';
import { nodes } from './nodes/registry';

/** A node that may be changed, with the keys that any of them may have. */
interface Changing {
  type: string;
  attrs?: object | undefined;
  content?: Changing[] | undefined;
  marks?: Mark[] | undefined;
  text?: string;
}

function sameMarks(one: Mark[] = [], other: Mark[] = []): boolean {
  return one.length === other.length && one.every((mark, index) => isSameMark(mark, other[index]));
}

/** Texts that follow each other with the same marks become one, as the editor makes them anyway. */
function joined(line: Changing[]): Changing[] {
  const result: Changing[] = [];
  for (const node of line) {
    const last = result.at(-1);
    if (node.text !== undefined && last?.text !== undefined && sameMarks(last.marks, node.marks)) last.text += node.text;
    else result.push(node);
  }
  return result;
}

/** Attributes that are not set go, also of what lies in attributes. */
function dropUnset(value: unknown): void {
  if (typeof value !== 'object' || value === null) return;
  for (const [key, field] of Object.entries(value)) {
    if (field === undefined && !Array.isArray(value)) Reflect.deleteProperty(value, key);
    else dropUnset(field);
  }
}

function tidyNode(node: Changing, registry: Registry): void {
  const definition = definitionOf(registry, node.type);
  dropUnset(node.attrs);
  if (node.marks) {
    if (node.marks.length === 0) delete node.marks;
    else node.marks.sort(outermostFirst);
  }
  if (node.content) {
    for (const child of node.content) tidyNode(child, registry);
    node.content = joined(node.content);
    if (node.content.length === 0) delete node.content;
  }
  definition.tidy(node);
}

/**
 * Gives a body that the schema has just made its one canonical form, in place: what says nothing
 * (empty content and marks, unset attributes, and what each node knows of itself) goes, marks get a fixed order, texts
 * with the same marks are joined. So the same words have the same hash, whether they come from the
 * editor, the API or an import.
 */
export function tidyBody<B extends { content: readonly AnyNode[] }>(body: B, registry: Registry = nodes): B {
  for (const node of body.content) tidyNode(node as Changing, registry);
  return body;
}
