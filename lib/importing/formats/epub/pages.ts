import { unreadable } from '../../../platform/errors';
import { LIMITS } from '../../../platform/limits';
import { attribute, descend, hasClass, isElement, parseHtml, textContent, type HtmlElement } from '../html/tree';
import { asHtml } from '../html/xhtml';
import { pathFrom, type SpineItem } from './package';

/** What of a book is no part of its text, by what the book or the page says that it is. */
const AROUND = /^(?:nav|toc|cover|cover-image|titlepage|title-page|copyright-page|copyright|colophon|loi|lot|landmarks|page-list|index-master)$/;
/** A contents list that does not say so: but for its heading, nearly all of it leads to other places of the book. */
const CONTENTS = { heading: 10, elsewhere: 0.2 };
/** What in a page of the web stands around its text, and in a book is text. */
const TEXT = new Set(['aside', 'header', 'footer', 'nav', 'main', 'article', 'menu', 'dialog', 'search']);

/** The pages of a book in one tree, each in a block of its own, with the addresses in them as those of the archive. */
export class Pages {
  /** The paths of the pictures that they show. */
  readonly pictures = new Set<string>();
  /** The headings of its text. */
  readonly headings: HtmlElement[] = [];
  private readonly root: HtmlElement;
  private readonly pages: { body: HtmlElement; path: string; number: number }[] = [];
  /** The addresses of notes, as pages name them. */
  private readonly notes = new Set<string>();
  private readonly body: HtmlElement;
  private readonly numbers: ReadonlyMap<string, number>;
  private elements = 0;

  constructor(spine: readonly SpineItem[]) {
    this.numbers = new Map(spine.map(({ path }, number) => [path, number]));
    const [root] = parseHtml('<!doctype html><html><body></body></html>');
    this.root = root!;
    this.body = [...descend(root!)].find(({ tagName }) => tagName === 'body')!;
  }

  /**
   * Adds a page of the book.
   * @throws DomainError unreadable_document: too_deep, too_complex, for the book as a whole too
   */
  add({ path, kinds }: SpineItem, xhtml: string): void {
    const [page] = parseHtml(asHtml(xhtml));
    const body = page && [...descend(page)].find(({ tagName }) => tagName === 'body');
    if (!body) return;
    const number = this.numbers.get(path) ?? 0;
    const isAround = [...kinds, ...kindsOf(body)].some((kind) => AROUND.test(kind)) || isContents(body) || isCover(body);
    for (const element of descend(body)) {
      if (++this.elements > LIMITS.markup.block) throw unreadable('too_complex');
      if (element.tagName === 'a' && isNoteMark(element)) this.notes.add(this.target(element, path, number));
      if (/^h[1-6]$/.test(element.tagName) && !isAround) this.headings.push(element);
    }
    this.pages.push({ body, path, number });
    body.tagName = body.nodeName = 'div';
    body.parentNode = this.body;
    if (isAround) set(body, 'role', 'navigation');
    this.body.childNodes.push(body);
  }

  /** The tree of all pages that were added. */
  whole(): HtmlElement {
    for (const { body, path, number } of this.pages) {
      const isAround = attribute(body, 'role') === 'navigation';
      for (const element of descend(body)) this.adapt(element, path, number);
      if (!isAround) this.adapt(body, path, number);
    }
    return this.root;
  }

  /** What a link leads to within the book, `3#id`; empty for what is elsewhere. */
  private target(link: HtmlElement, path: string, number: number): string {
    const href = attribute(link, 'href');
    if (!/^[^:]*#./.test(href)) return '';
    const page = href.startsWith('#') ? number : this.numbers.get(pathFrom(path, href));
    return page === undefined ? '' : `${page}#${href.slice(href.indexOf('#') + 1)}`;
  }

  /** An id of a page as the one tree has it; those of notes have the form by which a reader of pages knows them. */
  private own(target: string): string {
    const [, page = '', id = ''] = /^(\d+)#(.*)$/s.exec(target) ?? [];
    const kind = BACK.test(id) ? 'fnref' : NOTE.test(id) || this.notes.has(target) ? 'fn' : 'page';
    return `${kind}-${page}-${id.replace(/[^\w-]/g, '_')}`;
  }

  private adapt(element: HtmlElement, path: string, number: number): void {
    const id = attribute(element, 'id');
    if (id) set(element, 'id', this.own(`${number}#${id}`));
    const target = element.tagName === 'a' ? this.target(element, path, number) : '';
    if (target) set(element, 'href', `#${this.own(target)}`);
    if (TEXT.has(element.tagName) && !kindsOf(element).some((kind) => AROUND.test(kind))) {
      element.tagName = element.nodeName = 'div';
      if (attribute(element, 'role')) set(element, 'role', '');
    }
    this.picture(element, path);
  }

  /** Pictures by their paths in the archive; one that fills a page stands in a drawing. */
  private picture(element: HtmlElement, path: string): void {
    if (element.tagName === 'svg') {
      const image = element.childNodes.find((child): child is HtmlElement => isElement(child) && child.tagName === 'image');
      const address = image?.attrs.find(({ name }) => name === 'href')?.value ?? (image ? attribute(image, 'xlink:href') : '');
      if (!address) return;
      element.tagName = element.nodeName = 'img';
      element.childNodes = [];
      element.attrs = [{ name: 'src', value: address }];
    }
    if (element.tagName !== 'img') return;
    const source = attribute(element, 'src');
    if (source === '' || /^[a-z][a-z0-9+.-]*:|^\/\//i.test(source)) return;
    const at = pathFrom(path, source);
    set(element, 'src', at);
    this.pictures.add(at);
  }
}

/** Words of `epub:type` and of the roles that say the same (DPUB-ARIA). */
function kindsOf(element: HtmlElement): string[] {
  return `${attribute(element, 'epub:type')} ${attribute(element, 'role').replaceAll('doc-', '')}`.toLowerCase().split(/\s+/).filter(Boolean);
}

/** Whether a link is the mark of a note, as books say it and as their readers' programs know it. */
function isNoteMark(link: HtmlElement): boolean {
  return kindsOf(link).includes('noteref') || hasClass(link, /footnote|noteref/i) || (link.parentNode !== null && 'tagName' in link.parentNode && link.parentNode.tagName === 'sup');
}

const NOTE = /^(?:_?(?:ftn|edn)\d+|fn[:-]?[\w-]+|(?:foot|end)note-?[\w-]+)$/i;
const BACK = /^(?:_?(?:ftn|edn)ref|fnref)/i;

function isContents(body: HtmlElement): boolean {
  const whole = textContent(body).replace(/\s+/g, '').length;
  let linked = 0;
  let links = 0;
  for (const element of descend(body)) {
    if (element.tagName !== 'a' || !/^[^:]*\.x?html?(?:#|$)/i.test(attribute(element, 'href'))) continue;
    linked += textContent(element).replace(/\s+/g, '').length;
    links += 1;
  }
  return links >= 3 && whole - linked <= CONTENTS.heading + whole * CONTENTS.elsewhere;
}

/** A page that its maker calls the cover. */
function isCover(body: HtmlElement): boolean {
  return /^cover$/i.test(attribute(body, 'id')) || /^cover$/i.test(attribute(body, 'class'));
}

function set(element: HtmlElement, name: string, value: string): void {
  const found = element.attrs.find((one) => one.name === name);
  if (found) found.value = value;
  else element.attrs.push({ name, value });
}
