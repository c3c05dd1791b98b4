import { canonicalJson } from '../../platform/canonical-json';
import { newBlockId } from '../ids';
import type { AnyNode } from '../nodes/node';
import type { Block, Body } from '../schema';
import { movedIds } from './longest-run';

/** A block that both sides have changed, each in its own way; null where it is gone on a side, or was not there before. */
export interface MergeConflict {
  id: string;
  base: Block | null;
  mine: Block | null;
  theirs: Block | null;
}

interface Merged<N> {
  nodes: N[];
  /** Ids of what cannot be merged; what is mine stands in `nodes`. */
  conflicts: string[];
}

type Sides<N> = Record<'base' | 'mine' | 'theirs', N>;

/**
 * Both changes of one body, by the ids of its blocks: what one side changed, put in, took out or moved is so; where both
 * changed the same block, its items and cells are merged the same way, and only where they too have been changed on both sides
 * is it a conflict. Then the block stands as it is mine (and not at all where I took it out).
 * Without a conflict no word is in the result that neither side has, and none is missing that one side put in.
 * @param base what both began with
 */
export function mergeBodies(base: Body, mine: Body, theirs: Body): { body: Body; conflicts: readonly MergeConflict[] } {
  const sides = { base: base.content, mine: mine.content, theirs: theirs.content };
  const { nodes, conflicts } = mergeNodes<Block>(sides);
  const find = (blocks: readonly Block[], id: string) => blocks.find(({ attrs }) => attrs.id === id) ?? null;
  return {
    body: { ...mine, content: withOwnIds(nodes, mine) },
    conflicts: conflicts.map((id) => ({ id, base: find(base.content, id), mine: find(mine.content, id), theirs: find(theirs.content, id) })),
  };
}

const same = (one: unknown, other: unknown) => one === other || canonicalJson(one ?? null) === canonicalJson(other ?? null);
const idOf = ({ attrs }: AnyNode) => (attrs as { id?: string } | undefined)?.id;
/** Of nodes that all have an id. */
const byId = <N extends AnyNode>(nodes: readonly N[]) => new Map(nodes.map((node) => [idOf(node)!, node]));

/** The same for the blocks that stand in one place, each with an id. */
function mergeNodes<N extends AnyNode>(sides: Sides<readonly N[]>): Merged<N> {
  const [base, mine, theirs] = [byId(sides.base), byId(sides.mine), byId(sides.theirs)];
  const conflicts: string[] = [];
  const results = new Map<string, N>();
  for (const id of new Set([...mine.keys(), ...theirs.keys()])) {
    const { node, isConflict } = mergeNode(base.get(id), mine.get(id), theirs.get(id));
    if (isConflict) conflicts.push(id);
    if (node) results.set(id, node);
  }
  const order = mergeOrder({ base: [...base.keys()], mine: [...mine.keys()], theirs: [...theirs.keys()] }, results);
  return { nodes: order.map((id) => results.get(id)!), conflicts };
}

function mergeNode<N extends AnyNode>(base: N | undefined, mine: N | undefined, theirs: N | undefined): { node: N | undefined; isConflict: boolean } {
  if (same(mine, theirs) || same(theirs, base)) return { node: mine, isConflict: false };
  if (same(mine, base)) return { node: theirs, isConflict: false };
  const inside = base && mine && theirs ? mergeInside({ base, mine, theirs }) : null;
  return inside ? { node: inside, isConflict: false } : { node: mine, isConflict: true };
}

/** A block whose own parts can be merged without a conflict; null where that cannot be. */
function mergeInside<N extends AnyNode>({ base, mine, theirs }: Sides<N>): N | null {
  const own = mergeFields(bare(base), bare(mine), bare(theirs));
  if (!own) return null;
  const content = mergeContent({ base: base.content, mine: mine.content, theirs: theirs.content });
  return content && ({ ...own, ...content } as unknown as N);
}

function mergeContent({ base, mine, theirs }: Sides<AnyNode['content']>): Pick<AnyNode, 'content'> | null {
  if (same(mine, theirs) || same(theirs, base)) return mine ? { content: mine } : {};
  if (same(mine, base)) return theirs ? { content: theirs } : {};
  const sides = { base: base ?? [], mine: mine ?? [], theirs: theirs ?? [] };
  const parts = [...sides.base, ...sides.mine, ...sides.theirs].every(isBlock) ? mergeNodes(sides) : mergeInPlace(sides);
  return parts && parts.conflicts.length === 0 && parts.nodes.length > 0 ? { content: parts.nodes } : null;
}

/** What has an id; but words and the notes among them are one thing. */
function isBlock(node: AnyNode): boolean {
  return node.type !== 'footnote' && idOf(node) !== undefined;
}

/** A node without what stands in it. */
function bare({ content: _content, ...own }: AnyNode): Record<string, unknown> {
  return own;
}

/** Type, attributes and marks, of which two sides may have changed different ones. */
function mergeFields(base: Record<string, unknown>, mine: Record<string, unknown>, theirs: Record<string, unknown>): Record<string, unknown> | null {
  if (same(mine, theirs) || same(theirs, base)) return mine;
  if (same(mine, base)) return theirs;
  if (base.type !== mine.type || base.type !== theirs.type) return null;
  const attrs = [base.attrs, mine.attrs, theirs.attrs].map((one) => (one ?? {}) as Record<string, unknown>);
  const [before, own, other] = attrs as [Record<string, unknown>, Record<string, unknown>, Record<string, unknown>];
  const merged: Record<string, unknown> = {};
  for (const name of new Set(attrs.flatMap((one) => Object.keys(one)))) {
    if (!same(own[name], other[name]) && !same(own[name], before[name]) && !same(other[name], before[name])) return null;
    const value = same(own[name], before[name]) ? other[name] : own[name];
    if (value !== undefined) merged[name] = value;
  }
  return { ...mine, attrs: merged };
}

/** Rows and cells have no ids: they are merged where no side has put one in or taken one out, each by its place. */
function mergeInPlace({ base, mine, theirs }: Sides<readonly AnyNode[]>): Merged<AnyNode> | null {
  const isPart = ({ type }: AnyNode) => type === 'tableRow' || type === 'tableCell' || type === 'tableHeader';
  if (base.length !== mine.length || base.length !== theirs.length || ![...base, ...mine, ...theirs].every(isPart)) return null;
  const nodes: AnyNode[] = [];
  for (const [at, before] of base.entries()) {
    const { node, isConflict } = mergeNode(before, mine[at], theirs[at]);
    if (isConflict || !node || !same(bare(node), bare(before))) return null;
    nodes.push(node);
  }
  return { nodes, conflicts: [] };
}

/**
 * The ids of what is left, in mine's order; what only they moved stands where they have it, and what they put in stands behind what it
 * stood behind, after what I put in there.
 */
function mergeOrder({ base, mine, theirs }: Sides<readonly string[]>, left: ReadonlyMap<string, unknown>): string[] {
  const [movedByMe, movedByThem] = [movedIds(base, mine), movedIds(base, theirs)];
  const [known, ours] = [new Set(base), new Set(mine)];
  const placed = new Set(theirs.filter((id) => left.has(id) && (!ours.has(id) || (movedByThem.has(id) && !movedByMe.has(id)))));
  const order = mine.filter((id) => left.has(id) && !placed.has(id));
  let previous: string | undefined;
  /** The same, of what I did not move: what they moved does not follow that. */
  let standing: string | undefined;
  for (const id of theirs) {
    if (placed.has(id)) {
      const behind = known.has(id) ? standing : previous;
      let at = behind === undefined ? 0 : order.indexOf(behind) + 1;
      if (!known.has(id)) while (at < order.length && !known.has(order[at]!) && ours.has(order[at]!)) at += 1;
      order.splice(at, 0, id);
    }
    if (!placed.has(id) && !left.has(id)) continue;
    previous = id;
    if (!movedByMe.has(id)) standing = id;
  }
  return order;
}

/** A block that each side moved into another one stands in both: the one that is not where I have it gets an id of its own. */
function withOwnIds(blocks: Block[], mine: Body): Block[] {
  const taken = new Set<string>();
  let doubled = false;
  const look = (nodes: readonly AnyNode[]): void => {
    for (const node of nodes) {
      const id = idOf(node);
      if (id !== undefined) doubled ||= taken.has(id) || !taken.add(id);
      if (node.content) look(node.content);
    }
  };
  look(blocks);
  if (!doubled) return blocks;
  const own = new Map<string, string>();
  placesOf(mine.content, '', own);
  return renamed(blocks, own, new Set());
}

/** For each id, the id of the block that it stands in. */
function placesOf(nodes: readonly AnyNode[], inside: string, places: Map<string, string>): void {
  for (const node of nodes) {
    const id = idOf(node);
    if (id !== undefined) places.set(id, inside);
    if (node.content) placesOf(node.content, id ?? inside, places);
  }
}

function renamed<N extends AnyNode>(nodes: readonly N[], own: ReadonlyMap<string, string>, taken: Set<string>, inside = ''): N[] {
  return nodes.map((node) => {
    const id = idOf(node);
    const isOwn = id === undefined || (!taken.has(id) && (own.get(id) ?? inside) === inside);
    if (id !== undefined && isOwn) taken.add(id);
    const attrs = isOwn ? {} : { attrs: { ...node.attrs, id: newBlockId() } };
    const content = node.content ? { content: renamed(node.content, own, taken, id ?? inside) } : {};
    return { ...node, ...attrs, ...content };
  });
}
