import { newBlockId } from '@/lib/content/ids';
import type { Block, BodyNode } from '@/lib/content/schema';
import { keyOf } from './text-write';

/** The node table seen as one shape: ids are moved between nodes of one type, so the types stay what they are. */
interface Node {
  type: string;
  attrs?: { id?: string };
  content?: Node[];
}

const key = (node: Node) => keyOf(node as BodyNode);

/** For each index the index that `matched` has for the next one that has any. */
function followers(matched: readonly (number | undefined)[], end: number): number[] {
  const result: number[] = [];
  let follower = end;
  for (let index = matched.length - 1; index >= 0; index -= 1) {
    result[index] = follower;
    follower = matched[index] ?? follower;
  }
  return result;
}

/** Which earlier node each new one is: the same words first, then between those the next free one of its type. */
function pairs(previous: readonly Node[], next: readonly Node[]): (number | undefined)[] {
  const places = new Map<string, number[]>();
  for (const [index, node] of previous.entries()) {
    const same = places.get(key(node));
    if (same) same.push(index);
    else places.set(key(node), [index]);
  }
  const matched = next.map((node) => places.get(key(node))?.shift());
  const used = new Set(matched);
  const behind = followers(matched, previous.length);
  let after = -1;
  return matched.map((same, index) => {
    const free = (place: number) => !used.has(place) && previous[place]!.type === next[index]!.type;
    let place = same;
    for (let at = after + 1; place === undefined && at < behind[index]!; at += 1) if (free(at)) place = at;
    if (place === undefined) return undefined;
    used.add(place);
    after = place;
    return place;
  });
}

function align(previous: readonly Node[], next: readonly Node[]): Node[] {
  const places = pairs(previous, next);
  return next.map((node, index) => {
    const place = places[index];
    return place === undefined ? node : taken(previous[place]!, node);
  });
}

/** The new node with the ids of the earlier one that it is. */
function taken(previous: Node, next: Node): Node {
  if (key(previous) === key(next)) return previous;
  const id = previous.attrs?.id;
  return {
    ...next,
    ...(next.attrs && id ? { attrs: { ...next.attrs, id } } : {}),
    ...(next.content ? { content: align(previous.content ?? [], next.content) } : {}),
  };
}

/** An id that stands twice (a placeholder was copied) is new from its second time on. */
function unique(node: Node, seen: Set<string>): Node {
  const id = node.attrs?.id;
  const repeated = id !== undefined && seen.has(id);
  if (id !== undefined) seen.add(id);
  return {
    ...node,
    ...(repeated ? { attrs: { ...node.attrs, id: newBlockId() } } : {}),
    ...(node.content ? { content: node.content.map((child) => unique(child, seen)) } : {}),
  };
}

/**
 * New blocks with the ids of the earlier blocks that they are, so that comments and permalinks stay where they were:
 * a block with the same words keeps all its ids, also when it moved; a changed one keeps its own.
 */
export function keepIds(previous: readonly Block[], next: readonly Block[]): Block[] {
  const seen = new Set<string>();
  return align(previous as readonly Node[], next as readonly Node[]).map((node) => unique(node, seen)) as Block[];
}
