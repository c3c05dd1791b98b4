import { attribute, descend, hasClass, textContent, type HtmlElement } from './tree';

/** Addresses of notes as Word, WPS, Pandoc, MediaWiki and the Markdown tools write them. */
const NOTE = /^#(_?(?:ftn|edn)\d+|fn[:-]?[\w-]+|user-content-fn-[\w-]+|(?:foot|end)note-?[\w-]+|cite_note-[\w-]+)$/i;
const BACK = /^#(_?(?:ftn|edn)ref|fnref|user-content-fnref|cite_ref)/i;

interface Note {
  number: number;
  label: string;
}

/** The footnotes of a page: marks that link to words below them. */
export class Notes {
  /** By the id of the words. */
  private readonly byId = new Map<string, Note>();
  private readonly byElement = new Map<HtmlElement, Note>();

  constructor(root: HtmlElement) {
    const ids = new Map<string, HtmlElement>();
    const links: HtmlElement[] = [];
    for (const element of descend(root)) {
      const id = attribute(element, 'id');
      if (id && !ids.has(id)) ids.set(id, element);
      if (element.tagName === 'a') links.push(element);
    }
    for (const link of links) {
      const id = targetOf(link);
      // Word names the link back and puts the words into a block of its own: `#_ftn1` is `ftn1` there.
      const words = id === null ? undefined : (ids.get(id) ?? ids.get(id.replace(/^_/, '')));
      if (id === null || !words || words.tagName === 'a' || this.byId.has(id)) continue;
      const label = textContent(link).replace(/[[\]【】()（）\s]/g, '') || String(this.byId.size + 1);
      const note = { number: this.byId.size, label };
      this.byId.set(id, note);
      this.byElement.set(words, note);
    }
  }

  isNote(element: HtmlElement): boolean {
    return this.byElement.has(element);
  }

  noteOf(element: HtmlElement): Note | undefined {
    return this.byElement.get(element);
  }

  /** The note that a link is the mark of. A link back from the words says nothing: it is the label again. */
  markOf(element: HtmlElement): Note | null {
    const id = element.tagName === 'a' ? targetOf(element) : null;
    return id === null ? null : (this.byId.get(id) ?? null);
  }

  /** Whether a link leads from the words of a note back to its mark. */
  isBack(element: HtmlElement): boolean {
    return this.byId.size > 0 && (BACK.test(attribute(element, 'href')) || hasClass(element, /^footnote-backref$/));
  }
}

function targetOf(link: HtmlElement): string | null {
  const href = attribute(link, 'href');
  if (BACK.test(href) || !NOTE.test(href)) return null;
  try {
    return decodeURIComponent(href.slice(1));
  } catch {
    return href.slice(1);
  }
}
