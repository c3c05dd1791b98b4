import { droppedControls, withoutControls } from '@/lib/platform/characters';

/** A draft's fields are compared by identity: strings, numbers, null. */
export type Fields = Record<string, string>;

/** The fields in which `draft` differs from `base`. */
export function changedFields<D extends Fields>(base: D, draft: D): Partial<D> {
  return Object.fromEntries(Object.entries(draft).filter(([name, value]) => base[name] !== value)) as Partial<D>;
}

/** What the writer changed stays his, all else is as somebody else has saved it meanwhile. */
export function mergedDraft<D extends Fields>(base: D, mine: D, theirs: D): D {
  return { ...theirs, ...changedFields(base, mine) };
}

/** The fields that the writer changed and that read otherwise on the other side. */
export function disputed<D extends Fields>(base: D, mine: D, theirs: D): (keyof D & string)[] {
  return Object.keys(changedFields(base, mine)).filter((name) => theirs[name] !== mine[name]);
}

/**
 * What can be saved of a draft: without the control characters that nobody sees, which a paste may bring. Fields that were
 * not changed stay as they are, and so do soft breaks, of which the server makes what a field can hold.
 * @returns `dropped`: how many characters went
 */
export function withoutInvisible<D extends Fields>(base: D, draft: D): { fields: D; dropped: number } {
  const changed = Object.entries(changedFields(base, draft)).filter(([, value]) => droppedControls(value) > 0);
  const clean = changed.map(([name, value]) => [name, value.replace(/[^\v\f\u0085]+/g, (part: string) => withoutControls(part, ''))]);
  return { fields: { ...draft, ...Object.fromEntries(clean) }, dropped: changed.reduce((sum, [, value]) => sum + droppedControls(value), 0) };
}
