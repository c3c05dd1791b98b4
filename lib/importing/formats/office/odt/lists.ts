import type { XmlElement } from '../../docx/xml';
import type { Children, PackageMaker } from '../package-maker';

/** The name of the numbers of headings among those of lists. */
export const OUTLINE = ' outline';

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
  private outline = false;
  /** Whether the item that is open still waits for the paragraph that its number stands before. */
  private waits: string | null = null;

  constructor(private readonly maker: PackageMaker) {}

  /** @param list `text:list`, with what its innards do to be read */
  within(list: XmlElement, read: () => void): void {
    const { 'text:style-name': own, 'xml:id': id, 'text:continue-list': continued, 'text:continue-numbering': goesOn } = list.attributes;
    const around = this.open.at(-1);
    const style = own ?? around?.style ?? '';
    const before = (continued && this.named.get(continued)) || (goesOn === 'true' || continued ? this.latest.get(style) : undefined);
    const isSame = around !== undefined && around.style === style;
    const instance = isSame ? around.instance : (before ?? this.instance(style, 0, undefined));
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

  /** What the next paragraph says of its number. @param heading its level from 1, for a heading */
  properties(heading: number | undefined, isHeader: boolean): Children {
    const { maker, waits } = this;
    const list = this.open.at(-1);
    this.waits = null;
    if (isHeader) return [];
    if (list && waits) return [this.numbering(waits, list.level)];
    // Headings are numbered outside of lists.
    if (heading === undefined || list) return [];
    if (!this.outline) maker.add('numbering', maker.element('w:num', { 'w:numId': OUTLINE }, [maker.value('w:abstractNumId', OUTLINE)]));
    this.outline = true;
    return [this.numbering(OUTLINE, heading - 1)];
  }

  private numbering(instance: string, level: number): XmlElement {
    return this.maker.element('w:numPr', {}, [this.maker.value('w:ilvl', level), this.maker.value('w:numId', instance)]);
  }

  private instance(style: string, level: number, start: string | undefined): string {
    const { maker } = this;
    this.count += 1;
    const id = `${this.count} ${style}`;
    const own = maker.element('w:lvlOverride', { 'w:ilvl': String(level) }, [maker.value('w:startOverride', start ?? this.starts.get(style) ?? 1)]);
    maker.add('numbering', maker.element('w:num', { 'w:numId': id }, [maker.value('w:abstractNumId', style), own]));
    return id;
  }

  /** The first numbers of lists by their styles, where they are not 1. */
  readonly starts = new Map<string, string>();
}
