import { unreadable } from '../../../platform/errors';
import { LIMITS } from '../../../platform/limits';
import type { DocxPackage, Relation } from '../docx/package';
import type { XmlElement } from '../docx/xml';

/*
 * Documents of other word processors are said in the elements of WordprocessingML and read as a DOCX file is: paragraphs,
 * styles, numbering, notes and tables mean the same in all of them, and what the reader of DOCX knows of headings,
 * forms, captions and covers holds for all.
 */

export type Children = (XmlElement | string)[];

/** Parts that the document refers to, and the names of their roots. */
const PARTS = { styles: 'w:styles', numbering: 'w:numbering', footnotes: 'w:footnotes', endnotes: 'w:endnotes', comments: 'w:comments' } as const;
type Part = keyof typeof PARTS;

/** Collects the parts of one document while it is read. */
export class PackageMaker {
  private readonly relations = new Map<string, Relation>();
  private readonly files = new Map<string, Uint8Array>();
  private readonly furniture: XmlElement[] = [];
  private readonly parts: Record<Part, XmlElement[]> = { styles: [], numbering: [], footnotes: [], endnotes: [], comments: [] };
  private readonly properties: XmlElement[] = [];
  private readonly links = new Map<string, string>();
  private elements = 0;
  private inBlock = 0;

  /** An element of the document. @throws DomainError unreadable_document too_complex */
  element(name: string, attributes: Readonly<Record<string, string>> = {}, children: Children = []): XmlElement {
    if (++this.elements > LIMITS.markup.elements || ++this.inBlock > LIMITS.markup.block) throw unreadable('too_complex');
    return { name, attributes, children };
  }

  /** Begins the next block of the text: its elements are counted anew. */
  startBlock(): void {
    this.inBlock = 0;
  }

  /** An element that says its value as properties do. */
  value(name: string, value: string | number): XmlElement {
    return this.element(name, { 'w:val': String(value) });
  }

  /** A run of text that keeps its spaces. */
  run(text: string, properties: Children = []): XmlElement {
    return this.element('w:r', {}, [this.element('w:rPr', {}, properties), this.element('w:t', { 'xml:space': 'preserve' }, [text])]);
  }

  /** Adds a child to one of the parts: a style, a list's definition, a note. */
  add(part: Part, child: XmlElement): void {
    this.startBlock();
    this.parts[part].push(child);
  }

  /** Adds what stands above or below all pages. */
  addFurniture(blocks: Children): void {
    this.startBlock();
    this.relations.set(`furniture${this.furniture.length}`, { type: 'header', target: `furniture${this.furniture.length}`, external: false });
    this.furniture.push(this.element('w:hdr', {}, blocks));
  }

  addProperty(name: string, value: string): void {
    if (value.trim() !== '') this.properties.push({ name, attributes: {}, children: [value] });
  }

  /** A picture where it stands; the same `key` is kept once. @param bytes null where the document only names it */
  picture(key: string, bytes: Uint8Array | null, alt: string, isExternal = false): XmlElement {
    if (!this.relations.has(key)) this.relations.set(key, { type: 'image', target: key, external: isExternal });
    if (bytes && !this.files.has(key)) this.files.set(key, bytes);
    const blip = this.element('a:blip', { 'r:embed': key });
    return this.element('w:drawing', {}, [this.element('wp:docPr', { descr: alt }), this.element('pic:pic', {}, [this.element('pic:blipFill', {}, [blip])])]);
  }

  /** Runs that lead to an address. */
  link(href: string, children: Children): XmlElement {
    const id = this.links.get(href) ?? `link${this.links.size}`;
    this.links.set(href, id);
    this.relations.set(id, { type: 'hyperlink', target: href, external: true });
    return this.element('w:hyperlink', { 'r:id': id }, children);
  }

  /**
   * The whole.
   * @param body says the blocks of the text one after the other; elements of one are forgotten with it
   * @param read the bytes of a picture by its key, where the document's own file has them
   */
  finish(body: (take: (block: XmlElement) => void) => void, read?: (key: string) => Promise<Uint8Array | null>): DocxPackage {
    const { relations, files, parts, furniture } = this;
    for (const name of Object.keys(PARTS)) relations.set(name, { type: name, target: name, external: false });
    const root = (name: string): XmlElement | undefined => {
      if (name.startsWith('furniture')) return furniture[Number(name.slice('furniture'.length))];
      return name in PARTS ? { name: PARTS[name as Part], attributes: {}, children: parts[name as Part] } : undefined;
    };
    return {
      body,
      relations,
      properties: { name: 'cp:coreProperties', attributes: {}, children: this.properties },
      root: (name) => Promise.resolve(root(name)),
      part: (type) => Promise.resolve(root(type)),
      bytes: async (name) => files.get(name) ?? (await read?.(name)) ?? null,
      relationsOf: () => Promise.resolve(relations),
    };
  }
}

/** The formats of numbers by their codes in Word's own files and in RTF (MSONFC), as WordprocessingML names them. */
const NUMBER_FORMATS =
  'decimal upperRoman lowerRoman upperLetter lowerLetter ordinal cardinalText ordinalText hex chicago ideographDigital japaneseCounting aiueo iroha decimalFullWidth decimalHalfWidth ' +
  'japaneseLegal japaneseDigitalTenThousand decimalEnclosedCircle decimalFullWidth2 aiueoFullWidth irohaFullWidth decimalZero bullet ganada chosung decimalEnclosedFullstop ' +
  'decimalEnclosedParen decimalEnclosedCircleChinese ideographEnclosedCircle ideographTraditional ideographZodiac ideographZodiacTraditional taiwaneseCounting ' +
  'ideographLegalTraditional taiwaneseCountingThousand taiwaneseDigital chineseCounting chineseLegalSimplified chineseCountingThousand decimal koreanDigital koreanCounting ' +
  'koreanLegal koreanDigital2 hebrew1 arabicAlpha hebrew2 arabicAbjad hindiVowels hindiConsonants hindiNumbers hindiCounting thaiLetters thaiNumbers thaiCounting ' +
  'vietnameseCounting numberInDash russianLower russianUpper';
const FORMATS = NUMBER_FORMATS.split(' ');

/** The name of a number's format by its code; decimal for an unknown one. */
export function numberFormat(code: number): string {
  return code === 255 ? 'none' : (FORMATS[code] ?? 'decimal');
}
