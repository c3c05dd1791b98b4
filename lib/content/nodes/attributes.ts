/** More values, and deeper ones, than any attributes have: those that contain themselves come to an end. */
const MOST = 300_000;
const DEEPEST = 64;

/** Gets a text, the key under which it stands (of a list for one in a list), and the way to it, which changes afterwards. */
type Visit = (text: string, key: string, path: readonly (string | number)[]) => void;

interface Walk {
  visit: Visit;
  path: (string | number)[];
  seen: number;
}

function look(value: unknown, key: string, walk: Walk): void {
  if (typeof value === 'string') walk.visit(value, key, walk.path);
  else if (typeof value === 'object' && value !== null && walk.path.length < DEEPEST) {
    if (Array.isArray(value)) for (let at = 0; at < value.length; at += 1) enter(at, value[at], key, walk);
    else for (const name of Object.keys(value)) enter(name, (value as Record<string, unknown>)[name], name, walk);
  }
}

function enter(step: string | number, value: unknown, key: string, walk: Walk): void {
  walk.seen += 1;
  if (walk.seen > MOST) return;
  walk.path.push(step);
  look(value, key, walk);
  walk.path.pop();
}

/**
 * Visits every text in the attributes of a node, however it lies in them, in reading order; those that are ids too. Takes
 * attributes that nobody has checked.
 */
export function eachAttributeText(attrs: unknown, visit: Visit): void {
  if (typeof attrs === 'object' && attrs !== null) look(attrs, '', { visit, path: [], seen: 0 });
}

/** The words in attributes: every text that is not an id, nor stands under one of the keys in `but`. */
export function attributeWords(attrs: unknown, but: readonly string[] = []): string[] {
  const words: string[] = [];
  eachAttributeText(attrs, (text, key) => {
    if (key !== 'id' && !but.includes(key)) words.push(text);
  });
  return words;
}
