import { unreadable } from '../../../platform/errors';
import { LIMITS } from '../../../platform/limits';
import { elements, textOf, type XmlElement } from '../docx/xml';
import { isWide } from '../pages/characters';
import { applied, IDENTITY, matrixOf, multiply, turnOf, type Matrix } from '../pages/matrix';
import type { Glyph, Rule } from '../pages/page';
import { rulesOf } from '../pages/paths';
import { child, children, local, MILLIMETRE, numbers, words, type OfdFont, type Resources } from './package';

/** A picture that a page shows, by the name of its file. */
export interface ShownPicture {
  file: string | undefined;
  x0: number;
  y0: number;
  x1: number;
  y1: number;
}

export interface DrawnOfd {
  glyphs: Glyph[];
  rules: Rule[];
  pictures: ShownPicture[];
}

/** How deep blocks and drawings may lie in one another: a drawing may show itself. */
const DEEPEST = 20;
const PLAIN: OfdFont = { bold: false, italic: false };
/** The weight from which letters are bold. */
const BOLD_WEIGHT = 600;
/** The width of a letter that stands in no square, where the file does not tell where the next one stands. */
const NARROW = 0.5;
/** Letters of paths, what they are to `rulesOf`, and how many numbers follow. */
const STEPS: Record<string, { step: number; count: number }> = {
  S: { step: 0, count: 2 },
  M: { step: 0, count: 2 },
  L: { step: 1, count: 2 },
  Q: { step: 3, count: 4 },
  B: { step: 2, count: 6 },
  A: { step: 2, count: 7 },
  C: { step: 4, count: 0 },
};

/** Reads the objects of a page, its templates and its drawings; where they stand is told in points. */
export class ObjectReader {
  readonly drawn: DrawnOfd = { glyphs: [], rules: [], pictures: [] };

  /** @param most letters of the page. */
  constructor(
    private readonly resources: Resources,
    private readonly most: number,
  ) {}

  /** All that an element holds, in the order in which it is drawn; @throws DomainError unreadable_document too_complex */
  read(parent: XmlElement, space: Matrix = [MILLIMETRE, 0, 0, MILLIMETRE, 0, 0], depth = 0): void {
    if (depth > DEEPEST) throw unreadable('too_complex');
    for (const one of elements(parent)) {
      if (one.attributes.Visible === 'false') continue;
      switch (local(one)) {
        case 'Layer':
        case 'PageBlock':
        case 'Content':
          this.read(one, space, depth + 1);
          break;
        case 'TextObject':
          this.text(one, own(one, space));
          break;
        case 'PathObject':
          this.path(one, own(one, space));
          break;
        case 'ImageObject':
          this.picture(one, own(one, space));
          break;
        case 'CompositeObject': {
          const drawing = this.resources.drawings.get(one.attributes.ResourceID ?? '');
          if (drawing) this.read(drawing, own(one, space), depth + 1);
        }
      }
    }
  }

  private text(object: XmlElement, space: Matrix): void {
    const { Font: id = '', Size, Weight, Italic, ReadDirection, HScale } = object.attributes;
    const size = Number(Size);
    if (!Number.isFinite(size) || size <= 0) return;
    const font = this.resources.fonts.get(id) ?? PLAIN;
    const bold = font.bold || Number(Weight) >= BOLD_WEIGHT;
    const italic = font.italic || Italic === 'true';
    const scale = Math.hypot(space[2], space[3]);
    let [x, y] = [0, 0];
    for (const code of children(object, 'TextCode')) {
      x = Number(code.attributes.X ?? x) || 0;
      y = Number(code.attributes.Y ?? y) || 0;
      const letters = [...textOf(code)];
      const across = deltas(code.attributes.DeltaX, letters.length);
      const down = deltas(code.attributes.DeltaY, letters.length);
      const turned = (Number(ReadDirection) || 0) / 90;
      // Without a step to the side, each letter stands below the one before.
      const way = across.length === 0 && down.some((step) => step !== 0) ? 1 : turned;
      const [dx, dy] = [[1, 0], [0, 1], [-1, 0], [0, -1]][((Math.round(way) % 4) + 4) % 4] as [number, number];
      const turn = turnOf(space[0] * dx + space[2] * dy, space[1] * dx + space[3] * dy);
      for (const [index, text] of letters.entries()) {
        const usual = size * (isWide(text) ? 1 : NARROW) * (Number(HScale) || 1);
        const stepX = across[index] ?? (down.length > 0 || index + 1 >= letters.length ? 0 : usual);
        const stepY = down[index] ?? 0;
        const step = Math.hypot(stepX, stepY);
        const [px, py] = applied(space, x, y);
        const width = (index + 1 < letters.length && step > 0 ? Math.min(step, usual * 1.1) : usual) * scale;
        this.drawn.glyphs.push({ text, x: px, y: py, width, size: size * scale, turn, bold, italic, hidden: object.attributes.Alpha === '0' });
        if (this.drawn.glyphs.length > this.most) throw unreadable('too_complex');
        x += stepX;
        y += stepY;
      }
    }
  }

  private path(object: XmlElement, space: Matrix): void {
    const steps: number[] = [];
    const tokens = words(object, 'AbbreviatedData').split(/[\s,]+/);
    for (let at = 0; at < tokens.length; ) {
      const known = STEPS[tokens[at] ?? ''];
      if (!known) break;
      const values = tokens.slice(at + 1, at + 1 + known.count).map(Number);
      // An arc is a curve here: all that counts is that it is no straight line.
      steps.push(known.step, ...(known.count === 7 ? values.slice(1) : values));
      at += 1 + known.count;
    }
    const stroked = object.attributes.Stroke !== 'false';
    if (steps.every(Number.isFinite)) this.drawn.rules.push(...rulesOf(steps, space, stroked));
  }

  private picture(object: XmlElement, space: Matrix): void {
    const [, , width = 0, height = 0] = numbers(object.attributes.Boundary);
    const isScaled = matrixOf(numbers(object.attributes.CTM)) !== null;
    // The picture fills the unit square of its own space, or the object's box where it has none.
    const [right, bottom] = isScaled ? [1, 1] : [width, height];
    const corners = [applied(space, 0, 0), applied(space, right, bottom)];
    const xs = corners.map(([x]) => x);
    const ys = corners.map(([, y]) => y);
    this.drawn.pictures.push({ file: this.resources.pictures.get(object.attributes.ResourceID ?? ''), x0: Math.min(...xs), x1: Math.max(...xs), y0: Math.min(...ys), y1: Math.max(...ys) });
  }
}

/** The space of an object: its own transformation, and then its place on the page. */
function own({ attributes }: XmlElement, space: Matrix): Matrix {
  const [x = 0, y = 0] = numbers(attributes.Boundary);
  return multiply(multiply(space, [1, 0, 0, 1, x, y]), matrixOf(numbers(attributes.CTM)) ?? IDENTITY);
}

/** Steps from letter to letter: `3 3 g 2 4` is 3 3 4 4. No more are written out than there are letters. */
function deltas(text: string | undefined, letters: number): number[] {
  const tokens = (text ?? '').trim().split(/\s+/).filter((token) => token !== '');
  const found: number[] = [];
  for (let at = 0; at < tokens.length && found.length < letters; ) {
    if (tokens[at] === 'g') {
      const times = Math.min(Number(tokens[at + 1]) || 0, letters - found.length);
      for (let count = 0; count < times; count += 1) found.push(Number(tokens[at + 2]) || 0);
      at += 3;
    } else {
      found.push(Number(tokens[at]) || 0);
      at += 1;
    }
  }
  // Where too few are told, the last one goes on.
  while (found.length > 0 && found.length < letters - 1) found.push(found.at(-1)!);
  return found;
}

/** The links of a page's annotations, as boxes on the page. */
export function linksOf(annotations: readonly XmlElement[]): { x0: number; y0: number; x1: number; y1: number; href: string }[] {
  return annotations.slice(0, LIMITS.pages.links).flatMap((annotation) => {
    const target = child(child(child(annotation, 'Actions'), 'Action'), 'URI')?.attributes.URI ?? '';
    const [x, y, width, height] = numbers(child(annotation, 'Appearance')?.attributes.Boundary).map((value) => value * MILLIMETRE);
    if (!/^(?:https?|mailto):/i.test(target) || height === undefined) return [];
    return [{ x0: x!, y0: y!, x1: x! + width!, y1: y! + height, href: target }];
  });
}
