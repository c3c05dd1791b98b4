import type { Span } from '../../../text/outline/source';
import { DocumentBuilder, type LineForm, type Style } from '../builder';
import { countedNumber } from '../counted-number';
import type { ImportedDocument } from '../document';
import { BLOCKS } from './blocks';
import { isExported } from './exported';
import { Flow, type PictureSource } from './flow';
import { mainOf } from './main-part';
import { Notes } from './notes';
import { Boxes } from './boxes';
import { isFromWord, isPaste, readHead, sayTitle, withBoxes, withLarge } from './page';
import { PageFrame } from './page-frame';
import type { PageOptions } from './page-options';
import { PageTitle } from './page-title';
import { readPicture } from './pictures';
import { inlineStyle, type InlineStyle } from './style';
import { isLayout, readTable } from './tables';
import { attribute, descend, hasAttribute, hasClass, isElement, parseHtml, SILENT, textContent, type HtmlElement } from './tree';
import { asHtml, isXhtml } from './xhtml';

const MEDIA = new Set(['iframe', 'video', 'audio', 'embed', 'object', 'svg', 'canvas']);
const LOST: Record<string, 'script_position' | 'strikethrough'> = { sup: 'script_position', sub: 'script_position', s: 'strikethrough', strike: 'strikethrough', del: 'strikethrough' };
/** Unless a page says otherwise. */
const USUAL_SIZE = 16;

interface Context {
  style: Style;
  size: number;
  centred: boolean;
}

/** Walks the tree of a page and says its text, its lines and its blocks. */
export class PageReader {
  private context: Context = { style: {}, size: USUAL_SIZE, centred: false };
  private lists: { ordered: boolean; next: number }[] = [];
  /** Levels of Word lists that are open. */
  private wordLists: { level: number; ordered: boolean }[] = [];

  /** The boxes of the page that have been read. */
  readonly boxes: Boxes;

  constructor(
    readonly flow: Flow,
    private readonly notes: Notes,
    /** What stands around the page's article. */
    private readonly frame = new PageFrame(null),
  ) {
    this.boxes = new Boxes(flow);
  }

  children(element: HtmlElement): void {
    for (const node of element.childNodes) {
      if (node.nodeName === '#text' && 'value' in node) this.flow.text(node.value, this.context.style, this.context.size);
      else if (isElement(node)) this.element(node);
    }
  }

  element(element: HtmlElement): void {
    const { flow } = this;
    const { builder } = flow;
    const { tagName } = element;
    if (MEDIA.has(tagName)) return builder.loss('media', attribute(element, 'title') || attribute(element, 'src'));
    if (SILENT.has(tagName)) return;
    const style = inlineStyle(element);
    const isBlock = BLOCKS.has(tagName);
    const framed = this.frame.of(element);
    const isBox = isBlock && (framed === 'box' || (style.hidden === true && this.frame.any && !this.frame.shows(element) && !flow.inCell));
    if (style.hidden && !isBox && !this.frame.shows(element)) {
      const words = textContent(element).replace(/\s+/g, ' ').trim();
      if (words) builder.loss('hidden_text', words);
      return;
    }
    if (style.listMark && this.listMarkIsSaid) return;
    // What stood before a block in the same parent ends in that parent's form.
    if (isBlock || framed === 'own' || framed === 'part') flow.end(this.form());
    const before = this.context;
    this.context = this.inherit(before, element, style);
    const read = () => {
      if (this.notes.isNote(element)) this.note(element);
      else if (isBlock) this.block(element, style);
      else this.inline(element);
    };
    if (isBox) this.boxes.box(read, () => this.form());
    else if (framed === 'own' || framed === 'part') this.framed(element, framed, read);
    else read();
    this.context = before;
  }

  /** What the article stands in is of the page, but for the article. */
  private framed(element: HtmlElement, framed: 'own' | 'part', read: () => void): void {
    const { builder } = this.flow;
    const kept = this.frame.keptAs(element);
    const isTitle = kept === 'title';
    builder.pushForm({ chrome: framed === 'own', ...(isTitle ? { heading: 1 } : {}), ...(kept === 'byline' ? { byline: true } : {}) });
    if (isTitle) this.inHeading = true;
    read();
    this.flow.end(this.form());
    this.inHeading &&= !isTitle;
    if (this.titleHasEnded) builder.popForm();
    this.titleHasEnded = false;
    builder.popForm();
  }

  private inherit({ style, size, centred }: Context, element: HtmlElement, own: InlineStyle): Context {
    const { tagName } = element;
    const bold = own.bold ?? (['b', 'strong'].includes(tagName) || style.bold);
    const italic = own.italic ?? (['i', 'em', 'cite', 'dfn', 'var'].includes(tagName) || style.italic);
    const href = tagName === 'a' && hasAttribute(element, 'href') ? attribute(element, 'href').trim() : style.href;
    const link = href && !href.startsWith('#') && !/^javascript:/i.test(href) ? href : undefined;
    return {
      style: { ...(bold ? { bold } : {}), ...(italic ? { italic } : {}), ...(link ? { href: link } : {}) },
      size: own.size ?? (/^h[1-6]$/.test(tagName) ? USUAL_SIZE : size),
      centred: own.centred ?? (tagName === 'center' || centred),
    };
  }

  private inline(element: HtmlElement): void {
    const { flow, context } = this;
    const { tagName } = element;
    const mark = tagName === 'a' ? this.notes.markOf(element) : null;
    if (mark) return flow.object(() => flow.builder.noteMark(mark.number, mark.label));
    if (tagName === 'a' && this.notes.isBack(element)) return;
    if (tagName === 'br') return this.lineBreak(element);
    if (tagName === 'hr') {
      flow.end(this.form());
      return flow.builder.loss('rule');
    }
    if (tagName === 'img') return readPicture(element, flow);
    if (tagName === 'input') {
      const type = attribute(element, 'type').toLowerCase();
      if (type === 'checkbox' || type === 'radio') flow.text(hasAttribute(element, 'checked') ? '☑' : '☐', context.style, context.size);
      return;
    }
    if (tagName === 'rt') flow.builder.loss('ruby', textContent(element));
    if (['rt', 'rp'].includes(tagName)) return;
    const lost = LOST[tagName];
    if (lost && ![...descend(element)].some((one) => this.notes.markOf(one))) flow.builder.loss(lost);
    this.children(element);
  }

  /** A break ends the line; a heading is one line whatever its author broke. */
  private lineBreak(element: HtmlElement): void {
    if (this.frame.endsTitle(element)) return this.endTitle();
    if (this.inHeading) this.flow.text('\n', this.context.style, this.context.size);
    else this.flow.end(this.form());
  }

  /** What follows in the element of the title is about who and when. */
  private endTitle(): void {
    this.flow.end(this.form());
    this.flow.builder.pushForm({ heading: 0 });
    this.titleHasEnded = true;
    this.inHeading = false;
  }

  private titleHasEnded = false;
  private inHeading = false;
  /** Whether the paragraph's number, which Word's code says twice, is said already. */
  private listMarkIsSaid = false;

  private form(): LineForm {
    return {
      ...(this.context.centred ? { centred: true } : {}),
      ...(this.wordLists.length > 0 && !this.wordLists.at(-1)?.ordered ? { item: this.wordLists.length } : {}),
    };
  }

  private block(element: HtmlElement, style: InlineStyle): void {
    const { flow } = this;
    const { builder } = flow;
    if (!flow.inCell) this.wordItem(element, style);
    const forms = this.formsOf(element);
    for (const form of forms) builder.pushForm(form);
    this.inside(element);
    flow.end(this.form());
    for (let i = 0; i < forms.length; i++) builder.popForm();
  }

  private inside(element: HtmlElement): void {
    const { flow } = this;
    const { tagName } = element;
    if (/^h[1-6]$/.test(tagName)) {
      this.inHeading = true;
      this.children(element);
      this.inHeading = false;
    } else if (tagName === 'ul' || tagName === 'ol') this.list(element);
    else if (tagName === 'li') this.item(element);
    else if (tagName === 'blockquote' && !flow.inCell) this.wrapped(element, { type: 'quote', blocks: [] });
    else if (tagName === 'pre') {
      flow.builder.loss('code');
      if (flow.inCell) return flow.verbatim(textContent(element));
      flow.builder.openBlock({ type: 'code' });
      flow.verbatim(textContent(element).replace(/^\n/, ''));
      flow.end({ fixed: true });
      flow.builder.closeBlock();
    } else if (tagName === 'table' && !flow.inCell && this.frame.of(element) !== 'own' && !isLayout(element)) readTable(element, this);
    else {
      if (tagName === 'table' && flow.inCell) flow.builder.loss('nested_table');
      this.children(element);
    }
  }

  private wrapped(element: HtmlElement, form: { type: 'quote'; blocks: [] }): void {
    this.flow.builder.openBlock(form);
    this.children(element);
    this.flow.end(this.form());
    this.flow.builder.closeBlock();
  }

  private formsOf(element: HtmlElement): LineForm[] {
    const { tagName } = element;
    const heading = /^h([1-6])$/.exec(tagName)?.[1];
    const forms: LineForm[] = [];
    if (heading) forms.push({ heading: Number(heading) });
    if (tagName === 'pre') forms.push({ fixed: true });
    else if (tagName === 'figcaption' || hasClass(element, /^MsoCaption$/)) forms.push({ caption: true });
    return forms;
  }

  private list(element: HtmlElement): void {
    const start = Number(attribute(element, 'start') || 1);
    this.lists.push({ ordered: element.tagName === 'ol', next: Number.isInteger(start) ? start : 1 });
    if (!this.flow.inCell) this.flow.builder.openBlock({ type: 'list', ordered: element.tagName === 'ol', blocks: [] });
    this.children(element);
    this.flow.end(this.form());
    if (!this.flow.inCell) this.flow.builder.closeBlock();
    this.lists.pop();
  }

  /** An item; its number is text, as if it had been typed. One that stands in no list is a paragraph. */
  private item(element: HtmlElement): void {
    const { flow } = this;
    const list = this.lists.at(-1);
    if (!list) return this.children(element);
    const value = Number(attribute(element, 'value') || list.next);
    const number = Number.isInteger(value) ? value : list.next;
    list.next = number + 1;
    const prefix = list.ordered ? `${number}. ` : flow.inCell ? '• ' : '';
    flow.number(prefix);
    if (flow.inCell) this.children(element);
    else {
      flow.builder.openBlock({ type: 'item', number, prefix: prefix.length, blocks: [] });
      flow.builder.pushForm({ item: this.lists.length });
      this.children(element);
      flow.end(this.form());
      flow.builder.popForm();
      flow.builder.closeBlock();
    }
    flow.number('');
  }

  /**
   * A paragraph of a Word list: bullets and numbers that a list prints itself (1. 2) （3）) become items; so do letters below
   * them, which stay words as other numbers do (一、).
   */
  private wordItem(element: HtmlElement, { listLevel }: InlineStyle): void {
    const { flow } = this;
    const mark = listLevel && [...descend(element)].find((one) => inlineStyle(one).listMark);
    const words = mark ? textContent(mark).replace(/[\s\u00A0]+/g, ' ').trim() : '';
    const bullet = listLevel && (!mark || /^[^\p{N}\p{Script=Han}A-Za-z]*$|^[a-zA-Z§·]$/u.test(words));
    const number = listLevel && !bullet ? countedNumber(words) : null;
    const letter = listLevel && !bullet && number === null && /^[(（]?[a-z]{1,4}[.)）、．]$/i.test(words) && (this.wordLists.at(-1)?.level ?? listLevel) < listLevel + 1 && this.wordLists.length > 0;
    const isItem = bullet || number !== null || letter;
    if (!isItem && (element.tagName === 'div' || BLOCKS.has(element.tagName))) this.closeWordLists(-1);
    this.listMarkIsSaid = listLevel !== undefined && listLevel > 0;
    if (!listLevel) return;
    const prefix = bullet ? '' : /[、．。)）】]$/.test(words) ? words : `${words} `;
    if (prefix) flow.number(prefix);
    if (!isItem) return;
    const ordered = number !== null;
    this.closeWordLists(listLevel);
    if (this.wordLists.at(-1)?.level === listLevel && this.wordLists.at(-1)?.ordered !== ordered) this.closeWordLists(listLevel - 1);
    if (this.wordLists.at(-1)?.level === listLevel) flow.builder.closeBlock();
    else {
      flow.builder.openBlock({ type: 'list', ordered, blocks: [] });
      this.wordLists.push({ level: listLevel, ordered });
    }
    flow.builder.openBlock({ type: 'item', number: number ?? 0, prefix: ordered ? prefix.length : 0, blocks: [] });
  }

  closeWordLists(level: number): void {
    while ((this.wordLists.at(-1)?.level ?? -1) > level) {
      this.wordLists.pop();
      this.flow.builder.closeBlock();
      this.flow.builder.closeBlock();
    }
  }

  /** The words of a footnote, where the page has them: one line behind its mark. */
  private note(element: HtmlElement): void {
    const { flow } = this;
    const { number, label } = this.notes.noteOf(element)!;
    flow.end(this.form());
    const from = flow.builder.position;
    flow.builder.say(`[${label}] `);
    const lines = flow.asCell(() => this.children(element));
    flow.builder.endLine({ fixed: true });
    flow.builder.note(number, label, from, lines);
  }
}

/**
 * Reads a saved page or a paste: what a browser would show. What of a page is no part of its article is marked as chrome,
 * a box of it as one range. Scripts, styles and forms leave nothing.
 * @throws DomainError unreadable_document: too_deep, too_complex
 */
export function readHtml(text: string, { format = 'html', pictureOf, before, ...options }: PageOptions = {}): ImportedDocument {
  const roots = parseHtml(isXhtml(text) ? asHtml(text) : text);
  const builder = new DocumentBuilder(format);
  before?.(builder);
  const flow = new Flow(builder, pictureOf);
  const exported = roots.some(isExported);
  const authored = options.authored === true || exported || roots.some(isFromWord);
  const boxes: Span[] = [];
  let named = '';
  for (const root of roots) {
    readHead(builder, root);
    const main = authored || isPaste(text) ? null : mainOf(root);
    const page = new PageReader(flow, new Notes(root), new PageFrame(main));
    if (main || exported) named = new PageTitle(root).words;
    if (main) builder.metadata('title', named);
    if (main && !main.isTitled) sayTitle(builder, named);
    page.element(root);
    page.closeWordLists(-1);
    boxes.push(...page.boxes.found);
  }
  const { keywords } = builder.known;
  if (exported && keywords) builder.loss('tags', keywords);
  const document = builder.finish();
  return { ...document, ...(authored ? { authored } : {}), ...(named ? { named } : {}), marks: withBoxes(withLarge(document, flow), boxes) };
}

/** Reads a piece of HTML inside another document, into that document's lines; errors as `readHtml`. */
export function readHtmlInto(builder: DocumentBuilder, text: string, pictureOf?: PictureSource): void {
  for (const root of parseHtml(text)) {
    const page = new PageReader(new Flow(builder, pictureOf), new Notes(root));
    page.element(root);
    page.closeWordLists(-1);
  }
}
