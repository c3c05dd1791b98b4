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
