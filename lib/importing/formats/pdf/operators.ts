import type { Glyph, Rule } from '../pages/page';
import { applied, IDENTITY, matrixOf, multiply, turnOf, type Matrix } from '../pages/matrix';
import { rulesOf } from '../pages/paths';

/** What the library says of a font. */
export interface PdfFont {
  name?: string;
  bold?: boolean;
  black?: boolean;
  italic?: boolean;
  vertical?: boolean;
  fontMatrix?: ArrayLike<number>;
  defaultVMetrics?: ArrayLike<number> | null;
}

/** A character as a font draws it; widths are parts of its size. */
interface PdfGlyph {
  unicode: string;
  width: number;
  isSpace: boolean;
  vmetric?: ArrayLike<number> | null;
}

/** A picture that a page paints: the library's name for it, or what it holds where it is written in the page itself. */
export interface PaintedPicture {
  source: unknown;
  x0: number;
  y0: number;
  x1: number;
  y1: number;
}

export interface DrawnPage {
  glyphs: Glyph[];
  rules: Rule[];
  pictures: PaintedPicture[];
}

interface TextState {
  font: PdfFont;
  size: number;
  characters: number;
  words: number;
  stretch: number;
  leading: number;
  rise: number;
  mode: number;
}

interface State {
  matrix: Matrix;
  text: TextState;
}

const NO_FONT: PdfFont = {};
/** What a page may nest: more is no page. */
const DEEPEST = 400;
/** Names of bold typefaces, the heading typeface of Chinese documents among them, also where the encoding of its name is lost. */
const BOLD = /bold|black|heavy|semibold|demi|simhei|heiti|黑体|ºÚÌå/i;
const ITALIC = /italic|oblique/i;
const INVISIBLE = 3;
const FILLED_AND_STROKED = 2;

/** Follows what a page draws, and notes where each letter, line and picture comes to stand. */
export class PageReader {
  readonly drawn: DrawnPage = { glyphs: [], rules: [], pictures: [] };
  private state: State = { matrix: IDENTITY, text: { font: NO_FONT, size: 0, characters: 0, words: 0, stretch: 1, leading: 0, rise: 0, mode: 0 } };
  private readonly saved: State[] = [];
  private textMatrix: Matrix = IDENTITY;
  private x = 0;
  private y = 0;
  private lineX = 0;
  private lineY = 0;
  private readonly names: Map<number, string>;

  /**
   * @param page from the page's own coordinates, whose y grows upwards, to points from its top left corner
   * @param most letters and lines of the page; what is beyond them is dropped
   */
  constructor(
    private readonly page: Matrix,
    operators: Readonly<Record<string, number>>,
    private readonly font: (id: string) => PdfFont,
    private readonly most: number,
  ) {
    this.names = new Map(Object.entries(operators).map(([name, number]) => [number, name]));
  }

  /** @param args as the library gives them for the operator */
  draw(operator: number, args: readonly unknown[]): void {
    const name = this.names.get(operator) ?? '';
    const { text } = this.state;
    const number = (index: number) => finite(args[index]);
    switch (name) {
      case 'save':
        return this.save();
      case 'restore':
      case 'paintFormXObjectEnd':
      case 'endAnnotation':
        return this.restore();
      case 'transform':
        return this.transform(args as number[]);
      case 'paintFormXObjectBegin':
        this.save();
        return this.transform(args[0] as number[] | null);
      case 'beginAnnotation':
        this.save();
        this.transform(args[2] as number[] | null);
        return this.transform(args[3] as number[] | null);
      case 'beginText':
        this.textMatrix = IDENTITY;
        return this.moveTo(0, 0);
      case 'setFont':
        this.setText({ font: this.font(String(args[0])), size: number(1) });
        return;
      case 'setGState':
        for (const entry of (args[0] as [string, unknown][] | undefined) ?? []) if (entry[0] === 'Font' && Array.isArray(entry[1])) this.setText({ font: this.font(String(entry[1][0])), size: finite(entry[1][1]) });
        return;
      case 'setCharSpacing':
        return this.setText({ characters: number(0) });
      case 'setWordSpacing':
        return this.setText({ words: number(0) });
      case 'setHScale':
        return this.setText({ stretch: number(0) / 100 });
      case 'setLeading':
        return this.setText({ leading: -number(0) });
      case 'setTextRise':
        return this.setText({ rise: number(0) });
      case 'setTextRenderingMode':
        return this.setText({ mode: number(0) });
      case 'setTextMatrix':
        this.textMatrix = matrixOf((args.length === 1 ? args[0] : args) as ArrayLike<number>) ?? IDENTITY;
        return this.moveTo(0, 0);
      case 'setLeadingMoveText':
        this.setText({ leading: number(1) });
        return this.moveTo(this.lineX + number(0), this.lineY + number(1));
      case 'moveText':
        return this.moveTo(this.lineX + number(0), this.lineY + number(1));
      case 'nextLine':
        return this.moveTo(this.lineX, this.lineY + text.leading);
      case 'nextLineShowText':
        this.moveTo(this.lineX, this.lineY + text.leading);
        return this.show(args[0]);
      case 'nextLineSetSpacingShowText':
        this.setText({ words: number(0), characters: number(1) });
        this.moveTo(this.lineX, this.lineY + text.leading);
        return this.show(args[2]);
      case 'showText':
      case 'showSpacedText':
        return this.show(args[0]);
      case 'constructPath':
        return this.path(args);
      case 'paintImageXObject':
      case 'paintInlineImageXObject':
        return this.picture(args[0]);
    }
  }

  private save(): void {
    if (this.saved.length < DEEPEST) this.saved.push(this.state);
  }

  private restore(): void {
    this.state = this.saved.pop() ?? this.state;
  }

  private transform(values: ArrayLike<number> | null): void {
    const matrix = matrixOf(values);
    if (matrix) this.state = { ...this.state, matrix: multiply(this.state.matrix, matrix) };
  }

  private setText(change: Partial<TextState>): void {
    this.state = { ...this.state, text: { ...this.state.text, ...change } };
  }

  private moveTo(x: number, y: number): void {
    this.x = this.lineX = x;
    this.y = this.lineY = y;
  }

  /** Glyphs, and numbers between them that move the pen back. */
  private show(shown: unknown): void {
    if (!Array.isArray(shown)) return;
    const { text, matrix } = this.state;
    const { font, size } = text;
    const whole = multiply(this.page, multiply(matrix, this.textMatrix));
    const scale = finite(font.fontMatrix?.[0]) || 0.001;
    const vertical = font.vertical === true;
    const [dx, dy] = vertical ? [-whole[2], -whole[3]] : [whole[0] * Math.sign(size || 1), whole[1] * Math.sign(size || 1)];
    const turn = turnOf(dx, dy);
    const height = Math.abs(size) * Math.hypot(whole[2], whole[3]);
    const along = Math.hypot(whole[0], whole[1]) * text.stretch;
    const down = Math.hypot(whole[2], whole[3]);
    const bold = font.bold === true || font.black === true || BOLD.test(font.name ?? '') || text.mode === FILLED_AND_STROKED;
    const italic = font.italic === true || ITALIC.test(font.name ?? '');
    for (const one of shown as (PdfGlyph | number | null)[]) {
      if (one === null) continue;
      if (typeof one === 'number') {
        const move = (one * size) / 1000;
        if (vertical) this.y += move;
        else this.x -= move * text.stretch;
        continue;
      }
      if (this.drawn.glyphs.length >= this.most) return;
      const metric = one.vmetric ?? font.defaultVMetrics;
      const spacing = text.characters + (one.isSpace ? text.words : 0);
      const advance = (vertical && metric ? -finite(metric[0]) : finite(one.width)) * scale * size;
      // A column stands in the middle of its letters; as a line, it stands below them.
      const [x, y] = applied(whole, vertical ? this.x - size * 0.35 : this.x, this.y + text.rise);
      const width = Math.abs(advance) * (vertical ? down : along);
      const at: Glyph = { text: one.unicode, x, y, width, size: height, turn, bold, italic, hidden: text.mode === INVISIBLE };
      if (Number.isFinite(x) && Number.isFinite(y) && height > 0 && Number.isFinite(width)) this.drawn.glyphs.push(at);
      if (vertical) this.y -= advance + spacing;
      else this.x += (advance + spacing) * text.stretch;
    }
  }

  private path([paint, data]: readonly unknown[]): void {
    const name = this.names.get(Number(paint)) ?? '';
    const path = Array.isArray(data) ? (data[0] as ArrayLike<number> | null) : null;
    if (!path || this.drawn.rules.length >= this.most || !/fill|stroke/i.test(name)) return;
    this.drawn.rules.push(...rulesOf(path, multiply(this.page, this.state.matrix), /stroke/i.test(name)));
  }

  /** A picture fills the unit square of where the page is. */
  private picture(source: unknown): void {
    if (this.drawn.pictures.length >= this.most) return;
    const whole = multiply(this.page, this.state.matrix);
    const corners = [applied(whole, 0, 0), applied(whole, 1, 0), applied(whole, 0, 1), applied(whole, 1, 1)];
    const xs = corners.map(([x]) => x);
    const ys = corners.map(([, y]) => y);
    this.drawn.pictures.push({ source, x0: Math.min(...xs), x1: Math.max(...xs), y0: Math.min(...ys), y1: Math.max(...ys) });
  }
}

function finite(value: unknown): number {
  const number = Number(value);
  return Number.isFinite(number) ? number : 0;
}
