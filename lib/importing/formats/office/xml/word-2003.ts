import type { ImportedDocument } from '../../document';
import { readPackage } from '../../docx/read';
import { child, childValue, elements, readElements, textOf, type XmlElement } from '../../docx/xml';
import { numberFormat, PackageMaker, type Children } from '../package-maker';

/** What only stands around blocks of the text. */
const AROUND = new Set(['wx:sect', 'wx:sub-section', 'w:body']);
const HEAD = new Set(['o:DocumentProperties', 'w:lists', 'w:styles']);
const PROPERTIES: Record<string, string> = { 'o:Title': 'dc:title', 'o:Author': 'dc:creator', 'o:Subject': 'dc:subject', 'o:Keywords': 'cp:keywords' };

/**
 * Reads the XML of Word 2003 (`w:wordDocument`): its elements are those of WordprocessingML but for lists, links, notes,
 * changes and pictures, which are said anew.
 * @throws DomainError unreadable_document as `readElements`
 */
export async function readWord2003(bytes: Uint8Array): Promise<ImportedDocument> {
  const maker = new PackageMaker();
  const styles = new Set<string>();
  const head = new Word2003(maker, styles);
  readElements(bytes, (name, parent) => HEAD.has(name) || isBlock(name, parent), (element) => {
    maker.startBlock();
    if (HEAD.has(element.name)) head.head(element);
    else head.element(element);
  });
  // Notes stand inside of the text and are asked for before it, so it is gone through twice.
  return readPackage(maker.finish((take) => {
    const own = new PackageMaker();
    const body = new Word2003(own, styles);
    readElements(bytes, isBlock, (element) => {
      own.startBlock();
      body.element(element).forEach((one) => typeof one !== 'string' && take(one));
    });
  }), 'word_xml');
}

const isBlock = (name: string, parent: string) => AROUND.has(parent) && !AROUND.has(name);

class Word2003 {
  private notes = 0;

  /** @param styles the names of the styles that the file defines */
  constructor(
    private readonly maker: PackageMaker,
    private readonly styles: Set<string>,
  ) {}

  head(element: XmlElement): void {
    if (element.name === 'o:DocumentProperties') for (const one of elements(element)) this.maker.addProperty(PROPERTIES[one.name] ?? '', PROPERTIES[one.name] ? textOf(one) : '');
    else if (element.name === 'w:styles') for (const one of this.all(element)) {
      if (typeof one === 'string') continue;
      this.styles.add(one.attributes['w:styleId'] ?? '');
      this.maker.add('styles', one);
    }
    else this.lists(element);
  }

  private lists(lists: XmlElement): void {
    const { maker } = this;
    for (const one of elements(lists)) {
      if (one.name === 'w:listDef') {
        const levels = elements(one).filter(({ name }) => name === 'w:lvl').map((level) => this.level(level));
        maker.add('numbering', maker.element('w:abstractNum', { 'w:abstractNumId': one.attributes['w:listDefId'] ?? '' }, levels));
      } else if (one.name === 'w:list') {
        const overrides = elements(one).filter(({ name }) => name === 'w:lvlOverride').map((own) => ({
          ...own, children: elements(own).map((inner) => (inner.name === 'w:lvl' ? this.level(inner) : inner)),
        }));
        maker.add('numbering', maker.element('w:num', { 'w:numId': one.attributes['w:ilfo'] ?? '' }, [maker.value('w:abstractNumId', childValue(one, 'w:ilst') ?? ''), ...overrides]));
      }
    }
  }

  private level(level: XmlElement): XmlElement {
    const { maker } = this;
    const children = elements(level).map((one) => {
      if (one.name === 'w:nfc') return maker.value('w:numFmt', numberFormat(Number(one.attributes['w:val']) || 0));
      return one.name === 'w:suff' ? maker.value('w:suff', (one.attributes['w:val'] ?? '').toLowerCase()) : one;
    });
    return maker.element('w:lvl', level.attributes, children);
  }

  private all(parent: XmlElement): Children {
    return parent.children.flatMap((one) => (typeof one === 'string' ? [one] : this.element(one)));
  }

  /** An element as WordprocessingML says it. */
  element(one: XmlElement): Children {
    const { maker } = this;
    const { name, attributes } = one;
    switch (name) {
      case 'w:listPr':
        return [maker.element('w:numPr', {}, [...(child(one, 'w:ilvl') ? [maker.value('w:ilvl', childValue(one, 'w:ilvl') ?? 0)] : []), ...(child(one, 'w:ilfo') ? [maker.value('w:numId', childValue(one, 'w:ilfo') ?? 0)] : [])])];
      case 'w:rFonts':
        return [maker.element(name, { ...attributes, ...(attributes['w:fareast'] ? { 'w:eastAsia': attributes['w:fareast'] } : {}) })];
      // LibreOffice writes the names of styles as OpenDocument does, some of them here alone.
      case 'w:name':
        return [maker.value(name, (attributes['w:val'] ?? '').replaceAll('_20_', ' '))];
      case 'w:pStyle':
        return [maker.value(name, this.styles.has(attributes['w:val'] ?? '') ? (attributes['w:val'] ?? '') : (attributes['w:val'] ?? '').replaceAll('_20_', ' '))];
      case 'w:vmerge':
        return [maker.element('w:vMerge', attributes)];
      // LibreOffice writes runs in runs.
      case 'w:r':
        return elements(one).some((inner) => inner.name === 'w:r') ? elements(one).flatMap((inner) => (inner.name === 'w:rPr' ? [] : this.element(inner))) : [maker.element(name, attributes, this.all(one))];
      case 'w:hlink':
        return attributes['w:dest'] ? [maker.link(attributes['w:dest'], this.all(one))] : this.all(one);
      case 'w:footnote':
      case 'w:endnote':
        return this.note(one);
      case 'aml:annotation':
        return this.annotation(one);
      case 'aml:content':
      case 'wx:sect':
      case 'wx:sub-section':
      case 'wx:pBdrGroup':
        return this.all(one);
      case 'w:sectPr':
        for (const part of elements(one)) if (part.name === 'w:hdr' || part.name === 'w:ftr') maker.addFurniture(this.all(part));
        return [];
      case 'w:binData':
        maker.picture(attributes['w:name'] ?? '', Buffer.from(textOf(one), 'base64'), '');
        return [];
      case 'v:imagedata': {
        const source = attributes.src ?? '';
        maker.picture(source, null, '', !source.startsWith('wordml:'));
        return [maker.element(name, { ...attributes, 'r:id': source })];
      }
      default:
        return [maker.element(name, attributes, this.all(one))];
    }
  }

  private note(note: XmlElement): Children {
    const id = String(++this.notes);
    const kind = note.name === 'w:footnote' ? 'footnotes' : 'endnotes';
    this.maker.add(kind, this.maker.element(note.name, { 'w:id': id }, this.all(note)));
    return [this.maker.element(`${note.name}Reference`, { 'w:id': id })];
  }

  /** A comment, or a change that somebody has tracked. */
  private annotation(one: XmlElement): Children {
    const { maker } = this;
    const type = one.attributes['w:type'] ?? '';
    if (type === 'Word.Deletion') return [maker.element('w:del', {}, this.all(one))];
    if (type !== 'Word.Comment') return this.all(one);
    const id = String(++this.notes);
    maker.add('comments', maker.element('w:comment', { 'w:id': id }, this.all(one)));
    return [maker.element('w:commentReference', { 'w:id': id })];
  }
}
