import { BLOCKS } from './blocks';
import { attribute, isElement, SILENT, type HtmlElement } from './tree';

/** How many characters an element shows, without white space, and of what they are; those of elements inside it included. */
export interface Density {
  all: number;
  /** Of links. */
  links: number;
  /** Of lines that are sentences and hold few links. */
  prose: number;
  /** Of links, and of short lines that are no sentence: buttons, counters, the names of columns. */
  noise: number;
}

/** Whether an element is of the page by its name or tag. */
export type Beside = (element: HtmlElement) => boolean;

const EMPTY: Density = { all: 0, links: 0, prose: 0, noise: 0 };
const NOWHERE: Place = { length: 0, before: 0, parted: false };
const STOP = /[。！？；]|[.:：…!?;]["”』」）)]?$/;
/** The foot of a site, which may look like a sentence. */
const FOOT = /©|copyright|powered\s*by|版权所有|ICP备|公网安备/i;
const PAUSE = /[，、,]/;
const SHORTEST_SENTENCE = 8;
/** A line of that many characters with a pause in it is prose without its full stop. */
const LONG = 40;
const SHORT = 16;
/** What is said in few words there is no button. */
const TERSE = new Set(['td', 'th', 'caption', 'h1', 'h2', 'h3', 'h4', 'h5', 'h6', 'pre', 'figcaption']);

/** Where an element stands, by what has been said. */
interface Place {
  /** Characters that stand in it, those of lines that only begin or end there too. */
  length: number;
  /** Characters of prose before it. */
  before: number;
  /** Whether lines end inside it: it holds blocks or breaks. */
  parted: boolean;
}

/** The text of every element of a page, measured in one walk. Lines are those that the page shows. */
export class TextDensity {
  private readonly found = new Map<HtmlElement, Density>();
  private readonly places = new Map<HtmlElement, Place>();
  private said = 0;
  private proseSaid = 0;
  private line = { words: '', links: 0 };
  private owner: HtmlElement;

  /** @param beside elements whose text is none of the article, whatever it looks like: all of it is noise */
  constructor(root: HtmlElement, private readonly beside: Beside = () => false) {
    this.owner = root;
    this.visit(root, false, false);
  }

  of(element: HtmlElement): Density {
    return this.found.get(element) ?? EMPTY;
  }

  placeOf(element: HtmlElement): Place {
    return this.places.get(element) ?? NOWHERE;
  }

  private visit(element: HtmlElement, linked: boolean, aside: boolean): void {
    const density = { ...EMPTY };
    this.found.set(element, density);
    const isBlock = BLOCKS.has(element.tagName);
    const outer = this.owner;
    if (isBlock) {
      this.end(aside);
      this.owner = element;
    }
    const place = { length: this.said, before: this.proseSaid, parted: false };
    this.places.set(element, place);
    const inLink = linked || (element.tagName === 'a' && attribute(element, 'href') !== '') || element.tagName === 'button';
    const inAside = aside || this.beside(element);
    for (const child of element.childNodes) {
      if (child.nodeName === '#text' && 'value' in child) this.say(child.value, inLink);
      else if (isElement(child) && child.tagName === 'br') {
        this.end(inAside);
        place.parted = true;
      }
      else if (isElement(child) && !SILENT.has(child.tagName)) {
        this.visit(child, inLink, inAside);
        add(density, this.of(child));
        place.parted ||= BLOCKS.has(child.tagName) || this.placeOf(child).parted;
      }
    }
    if (isBlock) this.end(inAside);
    this.owner = outer;
    place.length = this.said - place.length;
  }

  private say(value: string, linked: boolean): void {
    const words = value.replace(/[\s\u200B\uFEFF|]+/g, '');
    this.line.words += words;
    this.said += words.length;
    if (linked) this.line.links += words.length;
  }

  /** Ends the line, which belongs to the block that it stands in. */
  private end(aside: boolean): void {
    const { words, links } = this.line;
    if (words === '') return;
    this.line = { words: '', links: 0 };
    const own = words.length - links;
    const isProse = !aside && own > links && !FOOT.test(words) && ((own >= SHORTEST_SENTENCE && STOP.test(words)) || (own >= LONG && PAUSE.test(words)));
    const isButton = !isProse && (words.length < SHORT || FOOT.test(words)) && !TERSE.has(this.owner.tagName);
    if (isProse) this.proseSaid += own;
    add(this.found.get(this.owner)!, { all: words.length, links, prose: isProse ? own : 0, noise: aside || isButton ? words.length : isProse ? 0 : links });
  }
}

function add(sum: Density, more: Density): void {
  sum.all += more.all;
  sum.links += more.links;
  sum.prose += more.prose;
  sum.noise += more.noise;
}
