import type { Style } from '../builder';
import type { LossCode } from '../document';
import { Fields } from './fields';
import { mathText } from './math';
import type { Relation } from './package';
import { over, readRun, type RunForm, type Styles } from './styles';
import { symbol } from './symbols';
import { child, childValue, descendants, elements, textOf, toggle, type XmlElement } from './xml';

/** What stands in a paragraph, piece by piece. */
export type Piece =
  | { type: 'text'; text: string; style: Style; headline: boolean }
  /** `ofPage`: of the layout; the words may go on behind it. */
  | { type: 'break'; ofPage: boolean }
  | { type: 'image'; relation: string; alt: string }
  | { type: 'note'; key: string };

/** What a paragraph holds: its pieces, and the text boxes that are anchored in it. */
export interface Inline {
  pieces: Piece[];
  boxes: XmlElement[];
  /** Whether some of its text stands in the field of a contents list. */
  listed: boolean;
}

interface Context {
  styles: Styles;
  relations: ReadonlyMap<string, Relation>;
  /** Words of the comments by their ids. */
  comments: ReadonlyMap<string, string>;
  /** What is drawn from data of its own, by its relationship, as elements that stand behind the paragraph. */
  drawn: ReadonlyMap<string, readonly XmlElement[]>;
  loss: (code: LossCode, words?: string) => void;
}

/** Containers that say nothing of their own. */
const TRANSPARENT = new Set(['w:ins', 'w:moveTo', 'w:smartTag', 'w:customXml', 'w:sdtContent', 'w:bdo', 'w:dir', 'w:rt', 'w:rubyBase', 'm:oMathPara']);
/** Drawings that the first choice may hold and nobody here can read; the fallback is a picture of them. */
const UNREADABLE_CHOICE = /^(cx\d*|am3d|aink|c16|oel)$/;

/** Places where a line may break and marks of byte order: they print nothing, and part words for whoever searches them. */
const INVISIBLE = /[\u00AD\u200B\u2060\uFEFF]/g;

/** The words that a tracked change takes away, those of a text box once. */
export function deletedText(node: XmlElement): string {
  if (node.name === 'w:delText' || node.name === 'w:t') return textOf(node);
  return (node.name === 'mc:AlternateContent' ? chosen(node) : elements(node)).map(deletedText).join('');
}

/** Whether a content control shows its prompt (单击此处输入文字), since nobody has filled it in. */
export function isUnfilled(control: XmlElement): boolean {
  return toggle(child(control, 'w:sdtPr'), 'w:showingPlcHdr') ?? false;
}

/** What of `mc:AlternateContent` is to be read: one of its branches, never two. */
export function chosen(element: XmlElement): XmlElement[] {
  const choice = elements(element).find(({ name, attributes }) => name === 'mc:Choice' && !UNREADABLE_CHOICE.test(attributes.Requires ?? ''));
  return elements(choice ?? child(element, 'mc:Fallback'));
}

/** Reads the inline content of paragraphs; fields go over their ends, so one reader reads a whole story. */
export class RunReader {
  readonly fields = new Fields();
  private inline: Inline = { pieces: [], boxes: [], listed: false };

  constructor(private readonly context: Context) {}

  /** @param base what the paragraph's style says of its runs */
  read(paragraph: XmlElement, base: RunForm): Inline {
    this.inline = { pieces: [], boxes: [], listed: false };
    for (const one of elements(paragraph)) this.node(one, base, undefined);
    return this.inline;
  }

  private node(node: XmlElement, base: RunForm, href: string | undefined): void {
    const { loss, relations } = this.context;
    switch (node.name) {
      case 'w:r':
        return this.run(node, base, href);
      case 'w:hyperlink': {
        const relation = relations.get(node.attributes['r:id'] ?? '');
        return this.all(node, base, relation?.external ? relation.target : href);
      }
      case 'w:fldSimple':
        this.fields.begin(node);
        this.fields.code(node.attributes['w:instr'] ?? '');
        this.fields.separate();
        this.all(node, base, href);
        this.fields.end();
        return;
      case 'w:del':
      case 'w:moveFrom': {
        const words = deletedText(node);
        if (words && node.name === 'w:del') loss('deleted_text', words);
        return;
      }
      case 'w:sdt':
        if (isUnfilled(node)) return loss('placeholder', deletedText(node));
        return this.all(node, base, href);
      case 'w:ruby':
        loss('ruby', textOf(child(node, 'w:rt') ?? node));
        for (const one of elements(child(node, 'w:rubyBase'))) this.node(one, base, href);
        return;
      case 'm:oMath':
        loss('formula');
        return this.text(mathText(node), base, href);
      case 'mc:AlternateContent':
        for (const one of chosen(node)) this.node(one, base, href);
        return;
      default:
        if (TRANSPARENT.has(node.name)) this.all(node, base, href);
    }
  }

  private all(node: XmlElement, base: RunForm, href: string | undefined): void {
    for (const one of elements(node)) this.node(one, base, href);
  }

  private run(run: XmlElement, base: RunForm, href: string | undefined): void {
    const rPr = child(run, 'w:rPr');
    const form = over(readRun(rPr), over(this.context.styles.run(childValue(rPr, 'w:rStyle')), base));
    for (const one of elements(run)) this.runPart(one, form, href);
  }

  private runPart(node: XmlElement, form: RunForm, href: string | undefined): void {
    const { loss, comments } = this.context;
    const { attributes } = node;
    switch (node.name) {
      case 'w:t': {
        const text = textOf(node);
        return this.text(attributes['xml:space'] === 'preserve' ? text : withoutMargins(text), form, href);
      }
      case 'w:tab':
      case 'w:ptab':
        return this.text('\t', form, href);
      case 'w:br':
      case 'w:cr':
        if (!this.fields.inCode && !form.hidden) this.inline.pieces.push({ type: 'break', ofPage: attributes['w:type'] === 'page' || attributes['w:type'] === 'column' });
        return;
      case 'w:noBreakHyphen':
        return this.text('-', form, href);
      case 'w:sym': {
        const found = symbol(attributes['w:font'] ?? '', parseInt(attributes['w:char'] ?? '', 16));
        if (found === null) loss('symbol');
        return this.text(found ?? '□', form, href);
      }
      case 'w:fldChar':
        return this.fieldMark(node, form, href);
      case 'w:instrText':
        return this.fields.code(textOf(node));
      case 'w:footnoteReference':
      case 'w:endnoteReference':
        if (!this.fields.inCode) this.inline.pieces.push({ type: 'note', key: `${node.name} ${attributes['w:id'] ?? ''}` });
        return;
      case 'w:commentReference':
        return loss('comment', comments.get(attributes['w:id'] ?? '') ?? '');
      case 'w:drawing':
        return this.drawing(node);
      case 'w:pict':
        return this.vml(node);
      case 'w:object':
        loss('embedded', [...descendants(node, 'o:OLEObject')][0]?.attributes.ProgID ?? '');
        return this.vml(node);
      case 'mc:AlternateContent':
        for (const one of chosen(node)) this.runPart(one, form, href);
        return;
      default:
        if (node.name === 'w:ruby' || node.name.startsWith('m:')) this.node(node, form, href);
    }
  }

  private text(raw: string, form: RunForm, href: string | undefined): void {
    const text = raw.replace(INVISIBLE, '');
    if (text === '' || this.fields.inCode) return;
    const { loss } = this.context;
    if (form.hidden) return loss('hidden_text', text);
    if (form.strike) loss('strikethrough');
    if (form.raised) loss('script_position');
    const target = href ?? this.fields.href;
    const style: Style = { ...(form.bold ? { bold: true } : {}), ...(form.italic ? { italic: true } : {}), ...(target ? { href: target } : {}) };
    this.inline.pieces.push({ type: 'text', text, style, headline: Boolean(form.headline) });
    if (this.fields.inContents) this.inline.listed = true;
  }

  private fieldMark(mark: XmlElement, form: RunForm, href: string | undefined): void {
    const type = mark.attributes['w:fldCharType'];
    if (type === 'begin') this.fields.begin(mark);
    else if (type === 'separate') this.fields.separate();
    else if (type === 'end') {
      const shown = this.fields.end();
      if (shown && 'text' in shown) {
        this.text(shown.text, form, href);
        if (shown.reading) this.context.loss('ruby', shown.reading);
      }
      else if (shown) this.context.loss('field', shown.unknown);
    }
  }

  /** DrawingML: pictures, text boxes, charts and diagrams, alone or grouped. */
  private drawing(node: XmlElement): void {
    const properties = [...descendants(node, 'wp:docPr')][0]?.attributes ?? {};
    if (properties.hidden === '1' || properties.hidden === 'true') return this.context.loss('hidden_text');
    this.parts(node, properties.descr || properties.title || '');
  }

  /** A chart or a diagram: what it says stands behind the paragraph, as text boxes do. */
  private drawn(relation: string | undefined): void {
    const children = this.context.drawn.get(relation ?? '');
    if (children && children.length > 0) this.inline.boxes.push({ name: 'w:txbxContent', attributes: {}, children: [...children] });
  }

  /** VML, the drawings of older files. */
  private vml(node: XmlElement): void {
    const shape = elements(node).find(({ name }) => name === 'v:shape' || name === 'v:rect' || name === 'v:group');
    this.parts(node, shape?.attributes.alt ?? '');
  }

  private parts(node: XmlElement, alt: string): void {
    const { loss } = this.context;
    for (const one of elements(node)) {
      if (one.name === 'w:txbxContent') {
        loss('text_box');
        this.inline.boxes.push(one);
      } else if (one.name === 'mc:AlternateContent') for (const branch of chosen(one)) this.parts({ ...one, children: [branch] }, alt);
      else if (one.name === 'c:chart') {
        loss('chart', alt);
        this.drawn(one.attributes['r:id']);
      } else if (one.name === 'dgm:relIds') {
        loss('diagram', alt);
        this.drawn(one.attributes['r:dm']);
      }
      else if (one.name === 'pic:pic') this.picture(one, alt);
      else if (one.name === 'v:imagedata') this.image(one.attributes['r:id'] ?? one.attributes['r:pict'], one.attributes['o:title'] && alt === '' ? '' : alt);
      else if (one.name === 'v:textpath') loss('word_art', one.attributes.string ?? '');
      else this.parts(one, alt);
    }
  }

  private picture(picture: XmlElement, alt: string): void {
    const own = child(child(picture, 'pic:nvPicPr'), 'pic:cNvPr')?.attributes.descr;
    const blip = child(child(picture, 'pic:blipFill'), 'a:blip')?.attributes ?? {};
    this.image(blip['r:embed'] || blip['r:link'], alt || own || '');
  }

  private image(relation: string | undefined, alt: string): void {
    if (relation) this.inline.pieces.push({ type: 'image', relation, alt });
    else this.context.loss('image_missing', alt);
  }
}

/** Whether the next paragraph goes on where this one ends: its own mark has been deleted, or it is an initial in a frame. */
export function joinsNext(paragraph: XmlElement): boolean {
  const pPr = child(paragraph, 'w:pPr');
  const mark = child(pPr, 'w:rPr');
  const initial = child(pPr, 'w:framePr')?.attributes['w:dropCap'];
  return Boolean(child(mark, 'w:del') ?? child(mark, 'w:moveFrom')) || initial === 'drop' || initial === 'margin';
}

/** Whether a row of a table has been deleted. */
export function isDeletedRow(row: XmlElement): boolean {
  return Boolean(child(child(row, 'w:trPr'), 'w:del'));
}

/** Whether a row repeats on every page, as the head of a table does. */
export function isHeadRow(row: XmlElement): boolean {
  return toggle(child(row, 'w:trPr'), 'w:tblHeader') ?? false;
}

/** Without the white space of XML at both ends (XML 1.0, 2.10); a pattern for the end would try each blank of a long row. */
function withoutMargins(text: string): string {
  let to = text.length;
  while (to > 0 && ' \t\r\n'.includes(text.charAt(to - 1))) to--;
  return text.slice(0, to).replace(/^[ \t\r\n]+/, '');
}
