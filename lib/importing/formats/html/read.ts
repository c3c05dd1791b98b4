import { DocumentBuilder, type LineForm, type Style } from '../builder';
import { countedNumber } from '../counted-number';
import type { ImportedDocument } from '../document';
import { Flow } from './flow';
import { mainOf } from './main-part';
import { Notes } from './notes';
import { PageFrame } from './page-frame';
import { readPicture } from './pictures';
import { inlineStyle, type InlineStyle } from './style';
import { isLayout, readTable } from './tables';
import { attribute, descend, hasAttribute, hasClass, isElement, parseHtml, SILENT, textContent, type HtmlElement } from './tree';

const BLOCKS = new Set(
  ('address article aside blockquote body center dd details dialog div dl dt fieldset figcaption figure footer form h1 h2 h3 h4 h5 h6 header hgroup html ' +
    'legend li main menu nav ol optgroup option p pre search section summary table tbody td tfoot th thead tr ul').split(' '),
);
const MEDIA = new Set(['iframe', 'video', 'audio', 'embed', 'object', 'svg', 'canvas']);
const LOST: Record<string, 'script_position' | 'strikethrough'> = { sup: 'script_position', sub: 'script_position', s: 'strikethrough', strike: 'strikethrough', del: 'strikethrough' };
/** Unless a page says otherwise. */
const USUAL_SIZE = 16;
const META = /^(author|description|keywords|date|og:title|og:site_name|article:published_time|article:author)$/i;

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

  constructor(
    readonly flow: Flow,
    private readonly notes: Notes,
    /** What stands around the page's article. */
    private readonly frame = new PageFrame(null),
  ) {}

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
    if (style.hidden) {
      const words = textContent(element).replace(/\s+/g, ' ').trim();
      if (words) builder.loss('hidden_text', words);
      return;
    }
    if (style.listMark && this.listMarkIsSaid) return;
    // What stood before a block in the same parent ends in that parent's form.
    if (BLOCKS.has(tagName)) this.flow.end(this.form());
    const before = this.context;
    this.context = this.inherit(before, element, style);
    if (this.notes.isNote(element)) this.note(element);
    else if (BLOCKS.has(tagName)) this.block(element, style);
    else this.inline(element);
    this.context = before;
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
    if (tagName === 'br') return this.lineBreak();
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
  private lineBreak(): void {
    if (this.inHeading) this.flow.text('\n', this.context.style, this.context.size);
    else this.flow.end(this.form());
  }

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
    } else if (tagName === 'table' && !flow.inCell && !isLayout(element)) readTable(element, this);
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
    if (this.frame.holds(element)) forms.push({ chrome: true });
    if (tagName === 'pre') forms.push({ fixed: true });
    if (tagName === 'figcaption' || hasClass(element, /^MsoCaption$/)) forms.push({ caption: true });
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
 * Reads a saved page or a paste: what a browser would show, without the parts of the page that are no part of its
 * article (they are marked as chrome). Scripts, styles and forms leave nothing.
 * @throws DomainError unreadable_document: too_deep, too_complex
 */
export function readHtml(text: string): ImportedDocument {
  const roots = parseHtml(text);
  const builder = new DocumentBuilder('html');
  const flow = new Flow(builder);
  for (const root of roots) {
    for (const element of descend(root)) {
      if (element.tagName === 'title') builder.metadata('title', textContent(element));
      if (element.tagName !== 'meta') continue;
      const name = attribute(element, 'name') || attribute(element, 'property');
      if (META.test(name)) builder.metadata(name.replace(/^(og|article):/i, ''), attribute(element, 'content'));
    }
    const page = new PageReader(flow, new Notes(root), new PageFrame(mainOf(root)));
    page.element(root);
    page.closeWordLists(-1);
  }
  const document = builder.finish();
  return { ...document, ...(roots.some(isFromWord) ? { authored: true } : {}), marks: withLarge(document, flow) };
}

/** Whether Word or WPS wrote the page: a document that was saved as one, or copied. */
function isFromWord(root: HtmlElement): boolean {
  let paragraphs = 0;
  let theirs = 0;
  for (const element of descend(root)) {
    if (element.tagName !== 'p') continue;
    paragraphs += 1;
    if (hasClass(element, /^Mso/)) theirs += 1;
  }
  return theirs > 0 && theirs * 2 >= paragraphs;
}

/** Reads a piece of HTML inside another document, into that document's lines; errors as `readHtml`. */
export function readHtmlInto(builder: DocumentBuilder, text: string): void {
  for (const root of parseHtml(text)) {
    const page = new PageReader(new Flow(builder), new Notes(root));
    page.element(root);
    page.closeWordLists(-1);
  }
}

/** Larger lines are marked as bold ones are: both are how a paragraph says that it is a heading. */
function withLarge({ marks }: ImportedDocument, flow: Flow): ImportedDocument['marks'] {
  const byStart = new Map(marks.map((mark) => [mark.from, mark]));
  for (const at of flow.largeLines()) {
    const known = byStart.get(at.from);
    if (!known?.fixed) byStart.set(at.from, { ...known, ...at, bold: true });
  }
  return [...byStart.values()].sort((one, other) => one.from - other.from);
}
