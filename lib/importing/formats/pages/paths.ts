import type { Rule } from './page';
import { applied, type Matrix } from './matrix';

/** What the library writes before the points of each step of a path, and how many numbers follow. */
const MOVE = 0;
const LINE = 1;
const CLOSE = 4;
const NUMBERS = [2, 2, 6, 4, 0];
/** The thickest line that is a border, in points; what is thicker is a bar or a ground. */
const THICKEST = 3;
/** How far off the straight a border may be drawn. */
const OFF = 0.8;
/** More steps than the borders of a table have: a drawing. */
const MOST_STEPS = 4_000;

/**
 * The straight lines across and down the page that a path draws: its sides where it is stroked, itself where it is filled
 * and thin. Curves and slanting lines are no borders.
 */
export function rulesOf(path: ArrayLike<number>, matrix: Matrix, stroked: boolean): Rule[] {
  const rules: Rule[] = [];
  let points: [number, number][] = [];
  let plain = true;
  const end = () => {
    if (plain && points.length > 1) rules.push(...(stroked ? sides(points) : thin(points)));
    points = [];
    plain = true;
  };
  let steps = 0;
  for (let at = 0; at < path.length && steps < MOST_STEPS; steps += 1) {
    const step = path[at] ?? -1;
    const count = NUMBERS[step];
    if (count === undefined) break;
    if (step === MOVE) end();
    if (step === CLOSE) {
      const [first] = points;
      if (first && stroked) points.push(first);
    } else if (step === MOVE || step === LINE) points.push(applied(matrix, path[at + 1] ?? 0, path[at + 2] ?? 0));
    else plain = false;
    at += 1 + count;
  }
  end();
  return rules;
}

function sides(points: readonly [number, number][]): Rule[] {
  return points.flatMap((point, index) => {
    const before = points[index - 1];
    return before ? thin([before, point]) : [];
  });
}

/** Points that all lie on a straight line, or almost: the line. */
function thin(points: readonly [number, number][]): Rule[] {
  const xs = points.map(([x]) => x);
  const ys = points.map(([, y]) => y);
  const box = { x0: Math.min(...xs), x1: Math.max(...xs), y0: Math.min(...ys), y1: Math.max(...ys) };
  const [width, height] = [box.x1 - box.x0, box.y1 - box.y0];
  if (!Number.isFinite(width + height)) return [];
  const thickest = points.length === 2 ? OFF : THICKEST;
  if (height <= thickest && width > height) return [{ ...box, vertical: false }];
  if (width <= thickest && height > width) return [{ ...box, vertical: true }];
  return [];
}
