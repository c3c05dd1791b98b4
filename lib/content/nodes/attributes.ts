/** A text somewhere in the attributes of a node or mark. */
interface AttributeText {
  /** Under which key it stands; the name of the list for one in a list. */
  key: string;
  text: string;
  /** The way to it from the attributes. */
  path(): (string | number)[];
}

interface Step {
  value: unknown;
  key: string | number;
  above: Step | null;
}

/** More values than any attributes have: those that contain themselves come to an end. */
const MOST = 300_000;

function pathOf(step: Step): (string | number)[] {
  const path: (string | number)[] = [];
  for (let one: Step | null = step; one?.above; one = one.above) path.unshift(one.key);
  return path;
}

function keyOf(step: Step): string {
  for (let one: Step | null = step; one; one = one.above) if (typeof one.key === 'string') return one.key;
  return '';
}

/**
 * Every text in the attributes of a node, however deep, in reading order; those that are ids too. Takes attributes that
 * nobody has checked: a loop, since they may nest as deep as a request can.
 */
export function* attributeTexts(attrs: unknown): Generator<AttributeText> {
  const stack: Step[] = [{ value: attrs, key: '', above: null }];
  let seen = 0;
  for (let step = stack.pop(); step && seen < MOST; step = stack.pop(), seen += 1) {
    const { value } = step;
    if (typeof value === 'string') yield { key: keyOf(step), text: value, path: pathOf.bind(null, step) };
    else if (typeof value === 'object' && value !== null) {
      const fields: [string | number, unknown][] = Array.isArray(value) ? [...value.entries()] : Object.entries(value);
      for (const [key, field] of fields.reverse()) stack.push({ value: field, key, above: step });
    }
  }
}

/** The words in attributes: every text that is not an id, nor stands under one of the keys in `but`. */
export function* attributeWords(attrs: unknown, but: readonly string[] = []): Generator<string> {
  for (const { key, text } of attributeTexts(attrs)) if (key !== 'id' && !but.includes(key)) yield text;
}
