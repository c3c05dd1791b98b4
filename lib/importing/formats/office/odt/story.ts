import { child, descendants, elements, textOf, type XmlElement } from '../../docx/xml';
import type { Children, PackageMaker } from '../package-maker';
import { OdtLists, type ListStyles } from './lists';
import { paragraphStyle, textStyle } from './styles';
import { readTable } from './tables';

/** Indexes that are made out of the text. */
const INDEX = /^text:(?:table-of-content|illustration-index|table-index|object-index|user-index|alphabetical-index|bibliography)$/;
const DRAWN = /^draw:(?:custom-shape|rect|ellipse|circle|polygon|polyline|path|line|connector|regular-polygon|caption)$/;
/** What stands in the text and says nothing in it. */
const SILENT = /^(?:text:(?:tracked-changes|sequence-decls|variable-decls|user-field-decls|dde-connection-decls|bookmark.*|reference-mark.*|change.*|soft-page-break|toc-mark.*|alphabetical-index-mark.*|user-index-mark.*|index-title-template|.*-source|hidden-text|hidden-paragraph|script|meta-field-decl)|office:(?:forms|annotation-end|event-listeners|scripts)|svg:(?:title|desc)|draw:(?:glue-point|enhanced-geometry|image-map|contour-polygon|param)|table:(?:table-columns?|named-expressions|shapes|desc|title))$/;
const RASTER = /\.(?:png|jpe?g|gif|webp)$/i;
const LONGEST_GAP = 1_000;

/** Reads the text of an OpenDocument file block by block. */
export class OdtStory {
  private readonly lists: OdtLists;
  private notes = 0;
  private pictures = 0;
  private readonly deleted = new Set<string>();
  /** The deletions that the text stands in. */
  private readonly deletions = new Set<string>();
  /** Whether white space that follows is nothing: at the start of a paragraph, and behind other white space. */
  private spaced = true;

  constructor(
    private readonly maker: PackageMaker,
    styles: ListStyles,
  ) {
    this.lists = new OdtLists(maker, styles);
  }

  /** A child of the text, a cell, a note or a text box, as elements of WordprocessingML. */
  block(element: XmlElement): Children {
    const { maker } = this;
    const { name } = element;
    if (name === 'text:p' || name === 'text:h') return [this.paragraph(element)];
    if (name === 'table:table') return [readTable(element, maker, (cell) => this.cell(cell))];
    if (name === 'text:list') return this.list(element);
    if (name === 'text:tracked-changes') return this.trackedChanges(element);
    if (INDEX.test(name)) {
      const gallery = maker.element('w:docPartObj', {}, [maker.value('w:docPartGallery', 'Table of Contents')]);
      return [maker.element('w:sdt', {}, [maker.element('w:sdtPr', {}, [gallery]), maker.element('w:sdtContent', {}, this.blocks(element))])];
    }
    if (SILENT.test(name)) return [];
    if (name === 'text:section' && element.attributes['text:display'] === 'none') return [maker.element('w:p', {}, [maker.run(textOf(element), [maker.value('w:vanish', 1)])])];
    if (name.startsWith('draw:')) {
      const content = this.drawing(element);
      return content.length > 0 ? [maker.element('w:p', {}, [maker.element('w:r', {}, content)])] : [];
    }
    return this.blocks(element);
  }

  blocks(parent: XmlElement): Children {
    return elements(parent).flatMap((one) => this.block(one));
  }

  /** A cell, a note or a text box: no list goes over its ends. */
  private cell(parent: XmlElement): Children {
    const spaced = this.spaced;
    const blocks = this.blocks(parent);
    this.spaced = spaced;
    return blocks;
  }

  private list(list: XmlElement): Children {
    const blocks: Children = [];
    this.lists.within(list, () => {
      for (const item of elements(list)) {
        const read = () => void blocks.push(...this.blocks(item));
        if (item.name === 'text:list-item') this.lists.item(item.attributes['text:start-value'], read);
        else read();
      }
    });
    return blocks;
  }

  /** What somebody has deleted while changes were tracked; its words stand here, or in the text between the marks of the change. */
  private trackedChanges(changes: XmlElement): Children {
    const { maker } = this;
    return [...descendants(changes, 'text:changed-region')].flatMap((region) => {
      const deletion = child(region, 'text:deletion');
      if (!deletion) return [];
      this.deleted.add(region.attributes['xml:id'] ?? region.attributes['text:id'] ?? '');
      const words = elements(deletion).filter(({ name }) => name !== 'office:change-info').map(textOf).filter(Boolean).join('\n');
      return words === '' ? [] : [maker.element('w:p', {}, [maker.element('w:del', {}, [maker.run(words)])])];
    });
  }

  private paragraph(element: XmlElement): XmlElement {
    const { maker } = this;
    const { attributes } = element;
    const level = element.name === 'text:h' ? Math.max(1, Number(attributes['text:outline-level']) || 1) : undefined;
    const numbering = this.lists.properties(level, attributes['text:style-name'] ?? '', attributes['text:is-list-header'] === 'true');
    const properties = [
      maker.value('w:pStyle', paragraphStyle(attributes['text:style-name'] ?? 'Standard')),
      ...(level === undefined ? [] : [maker.value('w:outlineLvl', level - 1)]),
      ...numbering,
    ];
    this.spaced = true;
    return maker.element('w:p', {}, [maker.element('w:pPr', {}, properties), ...this.inline(element, [])]);
  }

  /** @param styles of the spans around, outermost first */
  private inline(parent: XmlElement, styles: readonly string[]): Children {
    return parent.children.flatMap((one) => (typeof one === 'string' ? this.words(one, styles) : this.piece(one, styles)));
  }

  private words(raw: string, styles: readonly string[]): Children {
    let text = raw.replace(/[ \t\r\n]+/g, ' ');
    if (this.spaced && text.startsWith(' ')) text = text.slice(1);
    if (text === '') return [];
    this.spaced = text.endsWith(' ');
    return [this.run([this.maker.element('w:t', { 'xml:space': 'preserve' }, [text])], styles)];
  }

  private run(content: Children, styles: readonly string[]): XmlElement {
    const { maker } = this;
    const [style] = styles.slice(-1);
    const run = maker.element('w:r', {}, [maker.element('w:rPr', {}, style === undefined ? [] : [maker.value('w:rStyle', textStyle(style))]), ...content]);
    return this.deletions.size > 0 ? maker.element('w:del', {}, [run]) : run;
  }

  private piece(one: XmlElement, styles: readonly string[]): Children {
    const { maker } = this;
    const { name, attributes } = one;
    const said = (content: Children) => {
      this.spaced = false;
      return [this.run(content, styles)];
    };
    switch (name) {
      case 'text:span':
        return this.inline(one, attributes['text:style-name'] ? [...styles.slice(-1), attributes['text:style-name']] : styles);
      case 'text:a':
        return attributes['xlink:href'] && !attributes['xlink:href'].startsWith('#') ? [maker.link(attributes['xlink:href'], this.inline(one, styles))] : this.inline(one, styles);
      case 'text:s':
        return said([maker.element('w:t', { 'xml:space': 'preserve' }, [' '.repeat(Math.min(LONGEST_GAP, Number(attributes['text:c'] ?? 1) || 1))])]);
      case 'text:tab':
        return said([maker.element('w:tab')]);
      case 'text:line-break': {
        const broken = said([maker.element('w:br')]);
        this.spaced = true;
        return broken;
      }
      case 'text:note':
        return said([this.note(one)]);
      case 'office:annotation':
        return [this.run([this.comment(one)], styles)];
      case 'text:change-start':
        if (this.deleted.has(attributes['text:change-id'] ?? '')) this.deletions.add(attributes['text:change-id'] ?? '');
        return [];
      case 'text:change-end':
        this.deletions.delete(attributes['text:change-id'] ?? '');
        return [];
      case 'text:ruby': {
        const [base, reading] = [child(one, 'text:ruby-base'), child(one, 'text:ruby-text')];
        if (!base) return [];
        const words = this.inline(base, styles);
        return [maker.element('w:ruby', {}, [maker.element('w:rt', {}, reading ? [textOf(reading)] : []), maker.element('w:rubyBase', {}, words)])];
      }
      default: {
        if (SILENT.test(name)) return [];
        if (name.startsWith('draw:')) {
          const content = this.drawing(one);
          return content.length > 0 ? said(content) : [];
        }
        return this.inline(one, styles);
      }
    }
  }

  private note(one: XmlElement): XmlElement {
    const { maker } = this;
    const id = String(++this.notes);
    const kind = one.attributes['text:note-class'] === 'endnote' ? 'endnote' : 'footnote';
    const body = child(one, 'text:note-body');
    maker.add(`${kind}s`, maker.element(`w:${kind}`, { 'w:id': id }, body ? this.cell(body) : []));
    return maker.element(`w:${kind}Reference`, { 'w:id': id });
  }

  private comment(one: XmlElement): XmlElement {
    const { maker } = this;
    const id = String(++this.notes);
    const blocks = elements(one).filter(({ name }) => !/^(?:dc|meta):|^loext:sender/.test(name));
    maker.add('comments', maker.element('w:comment', { 'w:id': id }, this.cell({ ...one, children: blocks })));
    return maker.element('w:commentReference', { 'w:id': id });
  }

  /** A picture, a text box, a shape with words in it, or a group of them: the content of a run. */
  private drawing(one: XmlElement): Children {
    const { maker } = this;
    if (one.name === 'draw:frame') return this.frame(one);
    if (one.name === 'draw:a' || one.name === 'draw:g') return elements(one).flatMap((inner) => (inner.name.startsWith('draw:') ? this.drawing(inner) : []));
    if (!DRAWN.test(one.name)) return [];
    const box = this.cell(one);
    return box.length > 0 ? [maker.element('w:pict', {}, [maker.element('w:txbxContent', {}, box)])] : [];
  }

  private frame(frame: XmlElement): Children {
    const { maker } = this;
    const content: Children = [];
    const alt = [child(frame, 'svg:desc'), child(frame, 'svg:title')].map((one) => (one ? textOf(one).trim() : '')).find(Boolean) ?? '';
    for (const box of elements(frame).filter(({ name }) => name === 'draw:text-box')) content.push(maker.element('w:pict', {}, [maker.element('w:txbxContent', {}, this.cell(box))]));
    if (content.length > 0) return content;
    const object = elements(frame).find(({ name }) => /^draw:(?:object|object-ole|plugin|applet|floating-frame)$/.test(name));
    if (object) content.push(maker.element('w:object', {}, [maker.element('o:OLEObject', { ProgID: alt })]));
    // Programs put a picture of a kind that all can show beside one of a better kind.
    const images = elements(frame).filter(({ name }) => name === 'draw:image');
    const image = images.find(({ attributes }) => RASTER.test(attributes['xlink:href'] ?? '')) ?? images[0];
    if (image) content.push(this.image(image, alt));
    return content;
  }

  private image(image: XmlElement, alt: string): XmlElement {
    const data = child(image, 'office:binary-data');
    if (data) return this.maker.picture(`picture${++this.pictures}`, Buffer.from(textOf(data), 'base64'), alt);
    const href = (image.attributes['xlink:href'] ?? '').replace(/^\.\//, '');
    return this.maker.picture(href, null, alt, /^(?:[a-z][a-z+.-]+:|\.\.\/|\/)/i.test(href));
  }
}
