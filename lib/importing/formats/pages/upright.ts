import { firstOf, isWide } from './characters';
import type { Box, Glyph, PositionedPage } from './page';

/** A page with all its lines going to the right, and what goes another way than most of it. */
interface Upright {
  page: PositionedPage;
  /** Words across the others: a watermark, a note on the margin. */
  aslant: string[];
}

/**
 * Turns a page so that most of its words go to the right: scans and tables are turned, and vertical writing goes downwards
 * in lines that follow one another to the left, which is the same.
 */
export function upright(page: PositionedPage): Upright {
  if (isVertical(page.glyphs)) for (const glyph of page.glyphs) if (glyph.turn === 0 && isWide(firstOf(glyph.text))) Object.assign(glyph, { turn: 1, y: glyph.y - glyph.size * 0.85, width: glyph.size });
  const counts = [0, 0, 0, 0];
  for (const { turn, text } of page.glyphs) if (turn >= 0 && text.trim() !== '') counts[turn] = (counts[turn] ?? 0) + 1;
  const most = counts.indexOf(Math.max(...counts));
  const straight = page.glyphs.filter(({ turn }) => turn === most);
  const aslant = straight.length === page.glyphs.length ? [] : words(page.glyphs.filter(({ turn }) => turn !== most));
  if (most === 0) return { page: straight.length === page.glyphs.length ? page : { ...page, glyphs: straight }, aslant };
  const { width, height } = page;
  const point = (x: number, y: number): [number, number] => (most === 1 ? [y, width - x] : most === 2 ? [width - x, height - y] : [height - y, x]);
  const box = <T extends Box>(one: T): T => {
    const [ax, ay] = point(one.x0, one.y0);
    const [bx, by] = point(one.x1, one.y1);
    return { ...one, x0: Math.min(ax, bx), y0: Math.min(ay, by), x1: Math.max(ax, bx), y1: Math.max(ay, by) };
  };
  const glyph = (one: Glyph): Glyph => {
    const [x, y] = point(one.x, one.y);
    return { ...one, x, y, turn: 0 };
  };
  return {
    page: {
      width: most === 2 ? width : height,
      height: most === 2 ? height : width,
      glyphs: straight.map(glyph),
      rules: page.rules.map((rule) => ({ ...box(rule), vertical: most === 2 ? rule.vertical : !rule.vertical })),
      pictures: page.pictures.map(box),
      links: page.links.map(box),
    },
    aslant,
  };
}

/** Fewest letters below one another that make vertical lines, and how many times as many as beside one another. */
const FEWEST = 12;
const MORE = 3;

/** Whether letters that stand upright follow one another downwards: programs without vertical fonts place each for itself. */
function isVertical(glyphs: readonly Glyph[]): boolean {
  let down = 0;
  let beside = 0;
  glyphs.forEach((glyph, index) => {
    const before = glyphs[index - 1];
    if (!before || glyph.turn !== 0 || !isWide(firstOf(glyph.text)) || !isWide(firstOf(before.text))) return;
    const [dx, dy] = [(glyph.x - before.x) / glyph.size, (glyph.y - before.y) / glyph.size];
    if (Math.abs(dx) < 0.3 && dy > 0.6 && dy < 2) down += 1;
    else if (Math.abs(dy) < 0.3 && dx > 0.5 && dx < 2) beside += 1;
  });
  return down >= FEWEST && down > beside * MORE;
}

/** What is written in other directions, in the order in which it is drawn; parted where the pen jumps. */
function words(glyphs: readonly Glyph[]): string[] {
  const found: string[] = [];
  let last: Glyph | undefined;
  for (const glyph of glyphs) {
    const near = last && Math.hypot(glyph.x - last.x, glyph.y - last.y) < Math.max(last.width, last.size) * 2.5;
    if (near) found.push((found.pop() ?? '') + glyph.text);
    else found.push(glyph.text);
    last = glyph;
  }
  return found.map((text) => text.trim()).filter((text) => text !== '');
}
