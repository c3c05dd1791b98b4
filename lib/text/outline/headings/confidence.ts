import type { Candidate } from './candidate';

/**
 * How sure a heading of each shape is one, where its family has at least two members. Shapes that authors also number
 * lists with are less so.
 */
const BY_SHAPE: readonly (readonly [RegExp, number])[] = [
  [/^(han|formal|division-.|latin|roman)(@|$)/, 0.97],
  [/^(han-paren|decimal-[1234]|zero)(@|$)/, 0.95],
  [/^(arabic|word-.+)(@|$)/, 0.9],
  [/^(bracket|bare-frame)$/, 0.92],
  [/^(symbol-.|dash|bold)$/, 0.85],
  [/^bare-kind$/, 0.86],
  [/^(arabic-paren|arabic-close|circled|letter|label)(@|$)/, 0.78],
  [/^bare-line$/, 0.62],
];
const OTHERWISE = 0.7;

/** How sure it is that each heading of a case is one, 0 to 1, from its shape, its format, its words and its siblings. */
export function confidencesOf(headings: readonly Candidate[]): number[] {
  const members = new Map<string, number>();
  for (const { shape } of headings) members.set(shape, (members.get(shape) ?? 0) + 1);
  return headings.map((heading) => confidence(heading, members.get(heading.shape) ?? 1));
}

function confidence({ shape, style, kind, format, bold, item, headFrom, headTo }: Candidate, siblings: number): number {
  if (format > 0) return item ? 0.9 : 0.98;
  let doubt = 1 - (BY_SHAPE.find(([shapes]) => shapes.test(shape))?.[1] ?? OTHERWISE);
  if (kind?.exact) doubt *= 0.3;
  else if (kind) doubt *= 0.6;
  if (bold && shape !== 'bold') doubt *= 0.4;
  if (siblings === 1) doubt *= 2;
  if (style === 'runin') doubt *= 1.8;
  if (style === 'sentence') doubt *= 2;
  if (item) doubt *= 2.5;
  if (headTo - headFrom > 30) doubt *= 1.5;
  return Math.round((1 - Math.min(0.9, doubt)) * 100) / 100;
}
