import { SOFT_BREAK, isBlank, isStorable, withoutControls } from '../platform/characters';
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

/** A text without invisible controls. Word's soft break and its like are breaks; a text of nothing else is no node. */
function withoutControlsIn(node: Changing): Changing[] {
  if (node.text === undefined || isStorable(node.text)) return [node];
  return node.text.split(SOFT_BREAK).flatMap((part, index): Changing[] => {
    const text = withoutControls(part, '');
    const marks = node.marks ? { marks: [...node.marks] } : {};
    return [...(index > 0 ? [{ type: 'hardBreak', ...marks }] : []), ...(text ? [{ ...node, ...marks, text }] : [])];
  });
}

/** Texts that follow each other with the same marks become one, as the editor makes them anyway. */
function joined(line: Changing[]): Changing[] {
  const result: Changing[] = [];
  for (const node of line.flatMap(withoutControlsIn)) {
    const last = result.at(-1);
    if (node.text !== undefined && last?.text !== undefined && sameMarks(last.marks, node.marks)) last.text += node.text;
    else result.push(node);
  }
  return result;
}

const linkOf = ({ marks }: Changing) => marks?.find(({ type }) => type === 'link');

/** A link that nobody could see or follow, since no word of it shows, is none. */
function withoutSilentLinks(line: Changing[]): Changing[] {
  for (let at = 0; at < line.length; ) {
    const link = linkOf(line[at]!);
    let end = at + 1;
    if (link) {
      while (end < line.length && isSameMark(link, linkOf(line[end]!))) end += 1;
      const linked = line.slice(at, end);
      if (linked.every(({ type, text }) => (text === undefined ? type === 'hardBreak' : isBlank(text)))) {
        for (const node of linked) node.marks = node.marks?.filter(({ type }) => type !== 'link');
        for (const node of linked) if (node.marks?.length === 0) delete node.marks;
      }
    }
    at = end;
  }
  return joined(line);
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
    node.content = withoutSilentLinks(joined(node.content));
    if (node.content.length === 0) delete node.content;
  }
  definition.tidy(node);
}

/**
 * Gives a body that the schema has just made its one canonical form, in place: what says nothing
 * (empty content and marks, unset attributes, and what each node knows of itself) goes, marks get a fixed order, texts
 * with the same marks are joined, invisible controls go. So the same words have the same hash, whether they come from the
 * editor, the API or an import.
 */
export function tidyBody<B extends { content: readonly AnyNode[] }>(body: B, registry: Registry = nodes): B {
  for (const node of body.content) tidyNode(node as Changing, registry);
  return body;
}
