import type { XmlElement } from '../../docx/xml';
import type { Children, PackageMaker } from '../package-maker';

/** The name of the numbers of headings among those of lists. */
export const OUTLINE = ' outline';

/** What the head of a document says of its lists. */
export interface ListStyles {
  /** The name of the list that numbers headings; lists in the text may name it too. */
  outline: string;
  /** The first numbers of lists by their styles, where they are not 1. */
  starts: Map<string, string>;
  /** The list that a style of paragraphs names, and the style that it is based on. */
  paragraphs: Map<string, { list: string | undefined; parent: string | undefined }>;
}

/** Whether a style, or one that it is based on, says that its paragraphs stand in no list or in another one than headings do. */
function leavesOutline(styles: ListStyles, name: string): boolean {
  let style = styles.paragraphs.get(name);
  for (let steps = 0; style && style.list === undefined && steps < 50; steps++) style = styles.paragraphs.get(style.parent ?? '');
  return style?.list !== undefined && style.list !== styles.outline;
}

interface Open {
  style: string;
  instance: string;
  level: number;
}

/**
 * The lists that are open where a text is. In OpenDocument a list begins to count anew unless it says that it goes on; in
 * WordprocessingML it is the other way round, so every list is an instance with a start of its own.
 */
export class OdtLists {
  private readonly open: Open[] = [];
  private readonly latest = new Map<string, string>();
  private readonly named = new Map<string, string>();
  private count = 0;
  private isOutlined = false;
  /** Whether the item that is open still waits for the paragraph that its number stands before. */
  private waits: string | null = null;

  constructor(
    private readonly maker: PackageMaker,
    private readonly styles: ListStyles,
  ) {}

  /** @param list `text:list`, with what its innards do to be read */
  within(list: XmlElement, read: () => void): void {
    const { 'text:style-name': own, 'xml:id': id, 'text:continue-list': continued, 'text:continue-numbering': goesOn } = list.attributes;
    const around = this.open.at(-1);
    const style = own ?? around?.style ?? '';
    const before = (continued && this.named.get(continued)) || (goesOn === 'true' || continued ? this.latest.get(style) : undefined);
    const isSame = around !== undefined && around.style === style;
    const instance = isSame ? around.instance : style === this.styles.outline ? this.outline() : (before ?? this.instance(style, 0, undefined));
    this.latest.set(style, instance);
    if (id) this.named.set(id, instance);
    this.open.push({ style, instance, level: (around?.level ?? -1) + 1 });
    read();
    this.open.pop();
    this.waits = null;
  }

  /** @param start the number of the item, where it says one */
  item(start: string | undefined, read: () => void): void {
    const list = this.open.at(-1);
    if (list && start !== undefined) {
      list.instance = this.instance(list.style, list.level, start);
      this.latest.set(list.style, list.instance);
    }
    this.waits = list?.instance ?? null;
    read();
    this.waits = null;
  }

  /** What the next paragraph says of its number. @param heading its level from 1, for a heading @param style the name of its style */
  properties(heading: number | undefined, style: string, isHeader: boolean): Children {
    const { waits } = this;
    const list = this.open.at(-1);
    this.waits = null;
    if (isHeader) return [];
    if (list && waits) return [this.numbering(waits, list.level)];
    // Headings are numbered outside of lists.
    if (heading === undefined || list || leavesOutline(this.styles, style)) return [];
    return [this.numbering(this.outline(), heading - 1)];
  }

  /** The numbers of headings, which count on through the whole text. */
  private outline(): string {
    const { maker } = this;
    if (!this.isOutlined) maker.add('numbering', maker.element('w:num', { 'w:numId': OUTLINE }, [maker.value('w:abstractNumId', OUTLINE)]));
    this.isOutlined = true;
    return OUTLINE;
  }

  private numbering(instance: string, level: number): XmlElement {
    return this.maker.element('w:numPr', {}, [this.maker.value('w:ilvl', level), this.maker.value('w:numId', instance)]);
  }

  private instance(style: string, level: number, start: string | undefined): string {
    const { maker } = this;
    this.count += 1;
    const id = `${this.count} ${style}`;
    const own = maker.element('w:lvlOverride', { 'w:ilvl': String(level) }, [maker.value('w:startOverride', start ?? this.styles.starts.get(style) ?? 1)]);
    maker.add('numbering', maker.element('w:num', { 'w:numId': id }, [maker.value('w:abstractNumId', style), own]));
    return id;
  }

}
