import { attribute, descend, textContent, type HtmlElement } from './tree';

/** Where a page says the title of its article, apart from the browser's title. */
const META = /^(og:title|twitter:title|articletitle|article:title|title|headline|dc\.title|bt:title|weibo:article:title)$/i;
const AUTHOR = /^(?:author|article:author|og:article:author|dc\.creator)$/i;
/** What parts the title of an article from the names of its column and site. */
const PARTS = /\s*[_|｜\n\r]+\s*|\s{2,}|\s*[-–—]{1,2}\s*(?=[^-–—]{2,24}$)|\s+[-–—]{1,2}\s+|\s*[-–—]{2,}\s*|\s*[>»]\s*/;
const CUT = /(?:…|\.{3})$/;
/** What an article was called elsewhere stands in its text. */
const AGAIN = /^\s*[(（【[]?\s*(?:本文|文章)?原?标\s*题\s*[:：]/;
const SHORTEST = 3;
const LONGEST = 200;
const MOST_TOLD = 10;

/** Letters, digits and Han of a title, as they are compared. */
function titleWords(text: string): string {
  return text.normalize('NFKC').toLowerCase().replace(/[^\p{L}\p{N}]+/gu, '');
}

/** What the head of a page says of its title, and of who wrote it. */
export class PageTitle {
  /** Titles that the page tells in so many words, and their letters. */
  private readonly told: { title: string; words: string }[] = [];
  /** The browser's title, whose beginning is the article's. */
  private readonly whole: string;
  private readonly first: string;
  private readonly firstWords: string;
  private readonly authors = new Set<string>();

  constructor(root: HtmlElement) {
    let browser = '';
    for (const element of descend(root)) {
      if (element.tagName === 'title' && browser === '') browser = textContent(element).trim().slice(0, 2 * LONGEST);
      if (element.tagName !== 'meta') continue;
      const name = attribute(element, 'property') || attribute(element, 'name') || attribute(element, 'itemprop');
      const content = attribute(element, 'content').trim();
      if (AUTHOR.test(name)) this.authors.add(titleWords(content.slice(0, LONGEST)));
      if (META.test(name) && content !== '' && content.length <= LONGEST && this.told.length < MOST_TOLD) this.told.push({ title: content, words: titleWords(content) });
    }
    this.whole = titleWords(browser);
    this.first = browser.split(PARTS).map((part) => part.trim()).find((part) => titleWords(part).length >= SHORTEST) ?? browser;
    this.firstWords = titleWords(this.first);
  }

  /** The article's title without the site's name, for where the page shows none; empty where nothing tells it. */
  get words(): string {
    const cut = this.told.find(({ words }) => this.whole === '' || this.whole.startsWith(words));
    return (cut?.title ?? (this.first || (this.told[0]?.title ?? ''))).replace(/\s+/g, ' ');
  }

  /** Whether words are the name of the author, or say that they are. */
  isAuthor(text: string): boolean {
    const words = titleWords(text);
    return words !== '' && (this.authors.has(words) || this.authors.has(words.replace(/^(?:作者|文)/, '')));
  }

  /** Whether words stand in the browser's title behind its first part, and are the lesser part of it: the name of a column or a site. */
  isOfSite(text: string): boolean {
    const words = titleWords(text);
    return words !== '' && words.length * 2 < this.whole.length && this.whole.includes(words) && !this.whole.startsWith(words);
  }

  /** How much speaks for words of the page being the title: 3 they are it, 2 the browser's title begins with them, 0 nothing. */
  match(text: string): 0 | 2 | 3 {
    const words = titleWords(text);
    if (words.length < SHORTEST || words.length > LONGEST || AGAIN.test(text)) return 0;
    if (words === this.firstWords || words === this.whole || this.told.some((one) => one.words === words)) return 3;
    if (words.length >= 6 && this.whole.startsWith(words)) return 2;
    const first = this.firstWords;
    if (first.length < 8) return 0;
    // The browser's title is cut, or has the names of site and column before it.
    if (CUT.test(this.first) && words.startsWith(first)) return 3;
    if (words.length * 2 > this.whole.length && this.whole.endsWith(words)) return 2;
    // The page adds a label of its column.
    return (words.startsWith(first) || words.endsWith(first)) && words.length <= first.length + 12 ? 2 : 0;
  }
}
