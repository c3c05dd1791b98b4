import { unreadable } from '../../../../platform/errors';
import { LIMITS } from '../../../../platform/limits';
import type { XmlElement } from '../../docx/xml';
import { MOST_CELLS, type RowForm } from '../open-table';
import type { Children, PackageMaker } from '../package-maker';
import { decodeRtf, encodingOfCodePage, LATIN } from './encodings';
import type { RtfGroup } from './group';
import { addListInstances, addLists, addStyles, readFonts, type RtfFont } from './head';
import type { Kind, RtfTarget } from './target';
import { CHARACTERS, DESTINATIONS, PARAGRAPH, RUN } from './controls';
import { RtfPictures } from './pictures';
import { PLAIN, RtfStory, STANDARD, type ParagraphState, type RunState } from './story';
import type { RtfListener } from './tokens';

interface State {
  kind: Kind;
  run: RunState;
  paragraph: ParagraphState;
  /** How many characters stand behind `\u` for who does not know it. */
  fallback: number;
  onClose: (() => void) | null;
}

/** Reads an RTF file from its tokens into a package (RTF 1.9.1). */
export class RtfReader implements RtfListener, RtfTarget {
  private readonly states: State[] = [];
  private state: State = { kind: 'text', run: PLAIN, paragraph: STANDARD, fallback: 1, onClose: null };
  private readonly stories: RtfStory[];
  private readonly printed = new Set<string>();
  private bytes: Buffer[] = [];
  private skip = 0;
  private isFirst = false;
  private isStarred = false;
  private encoding = LATIN;
  private fonts = new Map<number, RtfFont>();
  private standardFont: number | undefined;
  private lists = new Set<number>();
  /** What is being collected, innermost last. */
  private readonly words: string[] = [];
  private readonly groups: RtfGroup[] = [];
  private items = 0;
  readonly pictures: RtfPictures = new RtfPictures(this);
  private row: RowForm = { edges: [], cells: [], isHead: false };
  private merge = { goesOnFromLeft: false, goesOnFromAbove: false, beginsMerge: false };
  private left = 0;
  private notes = 0;
  private isEndnote = false;

  /** @param isUtf8 whether characters that stand in the file as they are, which the format does not know, are UTF-8 */
  constructor(
    readonly maker: PackageMaker,
    take: (block: XmlElement) => void,
    private readonly isUtf8: boolean,
  ) {
    this.stories = [
      this.newStory((block) => {
        take(block);
        maker.startBlock();
      }),
    ];
  }

  private newStory(take: (block: XmlElement) => void): RtfStory {
    return new RtfStory(this.maker, take, { fontName: (font) => this.fonts.get(font ?? this.standardFont ?? -1)?.name, printed: this.printed });
  }

  private get story(): RtfStory {
    return this.stories.at(-1)!;
  }

  private readonly knows = (list: number): boolean => this.lists.has(list);

  open(): void {
    this.flush();
    this.states.push(this.state);
    this.state = { ...this.state, onClose: null };
    this.isFirst = true;
    this.isStarred = false;
    if (this.state.kind === 'group') {
      const group: RtfGroup = { items: [] };
      this.addToGroup(group);
      this.groups.push(group);
      this.state.onClose = () => this.groups.pop();
    }
  }

  close(): void {
    this.flush();
    this.isFirst = false;
    this.skip = 0;
    this.state.onClose?.();
    this.state = this.states.pop() ?? this.state;
    // The end of the document.
    if (this.states.length === 0) this.story.finish(this.state.paragraph, this.knows);
  }

  text(bytes: Buffer, isCoded: boolean): void {
    this.isFirst = false;
    const from = Math.min(this.skip, bytes.length);
    this.skip -= from;
    const rest = from > 0 ? bytes.subarray(from) : bytes;
    if (rest.length === 0 || this.state.kind === 'skip' || this.state.kind === 'quiet') return;
    if (this.state.kind === 'picture') this.pictures.hex(rest);
    else if (this.state.kind === 'group') this.addToGroup(rest);
    else if (this.isUtf8 && !isCoded && rest.some((byte) => byte >= 0x80)) {
      this.flush();
      this.say(rest.toString('utf8'));
    } else this.bytes.push(rest);
  }

  binary(bytes: Buffer): void {
    if (this.state.kind === 'picture') this.pictures.binary(bytes);
  }

  control(name: string, value: number | undefined): void {
    if (name === '*') {
      this.isStarred = this.isFirst;
      return;
    }
    const { isFirst, isStarred, state } = this;
    this.isFirst = false;
    this.isStarred = false;
    if (state.kind === 'skip') return;
    if (state.kind === 'group') return this.addToGroup({ name, value });
    this.flush();
    this.skip = 0;
    if (isFirst || isStarred) {
      const begin = DESTINATIONS[name];
      if (begin) return begin(this);
      if (isStarred) return this.become('skip');
    }
    if (name === 'u') {
      this.say(String.fromCharCode((value ?? 0) & 0xffff));
      this.skip = state.fallback;
    } else if (name === 'uc') state.fallback = Math.max(0, value ?? 1);
    else if (name === 'ansicpg') this.encoding = encodingOfCodePage(value ?? 0);
    else if (name === 'deff') this.standardFont = value;
    else if (CHARACTERS[name] !== undefined) this.say(CHARACTERS[name]);
    else if (RUN[name]) state.run = { ...state.run, ...RUN[name](value, state.run) };
    else if (name === 'plain') state.run = PLAIN;
    else if (name === 'pard') state.paragraph = STANDARD;
    else if (PARAGRAPH[name]) state.paragraph = { ...state.paragraph, ...PARAGRAPH[name](value) };
    else this.structure(name, value ?? 0);
  }

  private addToGroup(item: RtfGroup['items'][number]): void {
    if (++this.items > LIMITS.markup.block) throw unreadable('too_complex');
    this.groups.at(-1)?.items.push(item);
  }

  /** Ends of lines, paragraphs, cells and rows. */
  private structure(name: string, value: number): void {
    const { story, state, maker, row } = this;
    if (name === 'ftnalt') this.isEndnote = true;
    else if (name === 'trowd') this.row = { edges: [], cells: [], isHead: false };
    else if (name === 'trleft') this.left = value;
    else if (name === 'trhdr') row.isHead = true;
    else if (name === 'clvmgf') this.merge.beginsMerge = true;
    else if (name === 'clvmrg') this.merge.goesOnFromAbove = true;
    else if (name === 'clmrg') this.merge.goesOnFromLeft = true;
    else if (name === 'cellx' && row.cells.length < MOST_CELLS) {
      if (row.edges.length === 0) row.edges.push(this.left);
      row.edges.push(value);
      row.cells.push(this.merge);
      this.merge = { goesOnFromLeft: false, goesOnFromAbove: false, beginsMerge: false };
    }
    if (state.kind !== 'text') return;
    if (name === 'par' || name === 'sect') story.endParagraph(state.paragraph, this.knows, state.run.deleted);
    else if (name === 'tab') story.put([maker.element('w:tab')], state.run);
    else if (name === 'line' || name === 'lbr') story.put([maker.element('w:br')], state.run);
    else if (name === 'page' || name === 'column') story.put([maker.element('w:br', { 'w:type': 'page' })], state.run);
    else if (name === 'cell') story.endCell(state.paragraph, this.knows, 1);
    else if (name === 'nestcell') story.endCell(state.paragraph, this.knows, 2);
    else if (name === 'row') story.endRow(row, 1);
    else if (name === 'nestrow') story.endRow(row, Math.max(2, state.paragraph.depth));
  }

  private flush(): void {
    if (this.bytes.length === 0) return;
    const bytes = this.bytes.length === 1 ? this.bytes[0]! : Buffer.concat(this.bytes);
    this.bytes = [];
    const { font: plain, wide } = this.state.run;
    const font = this.fonts.get((wide.isMeant ? wide.font : undefined) ?? plain ?? this.standardFont ?? -1);
    if (font?.isSymbols && this.state.kind === 'text') for (const byte of bytes) this.symbol(font.name, byte);
    else this.say(decodeRtf(bytes, font?.encoding ?? this.encoding));
  }

  private say(text: string): void {
    const { kind, run } = this.state;
    if (kind === 'words') this.words[this.words.length - 1] += text;
    if (kind !== 'text') return;
    const code = text.charCodeAt(0);
    const font = this.fonts.get(run.font ?? this.standardFont ?? -1);
    if (font && text.length === 1 && code >= 0xf000 && code <= 0xf0ff) this.symbol(font.name, code);
    else this.story.say(text, run);
  }

  private symbol(font: string, code: number): void {
    this.story.put([this.maker.element('w:sym', { 'w:font': font, 'w:char': code.toString(16) })], this.state.run);
  }

  // What the beginnings of groups ask for: target.ts.

  become(kind: Kind, onClose?: () => void): void {
    this.state.kind = kind;
    this.state.onClose = onClose ?? null;
  }

  collect(use: (words: string) => void): void {
    this.words.push('');
    this.become('words', () => use(this.words.pop() ?? ''));
  }

  readHead(use: 'fonts' | 'styles' | 'lists' | 'instances'): void {
    const group: RtfGroup = { items: [] };
    this.groups.push(group);
    this.become('group', () => {
      this.groups.pop();
      if (use === 'fonts') this.fonts = new Map([...this.fonts, ...readFonts(group, this.encoding)]);
      else if (use === 'styles') addStyles(group, this.maker, this.fonts, this.encoding);
      else if (use === 'lists') addLists(group, this.maker, this.encoding);
      else this.lists = addListInstances(group, this.maker, this.encoding);
    });
  }

  addProperty(name: string): void {
    this.collect((words) => this.maker.addProperty(name, words));
  }

  printedNumber(): void {
    const outside = this.states.at(-1)?.kind;
    this.collect((words) => {
      // Behind a number stands a tab, which is no word.
      if (outside === 'text') this.story.setNumber(`${words.trim()}\t`);
    });
  }

  /** A story of its own inside of another one. */
  beginStory(use: (blocks: Children) => void): void {
    const blocks: XmlElement[] = [];
    this.stories.push(this.newStory((block) => blocks.push(block)));
    const outside = this.row;
    this.state.paragraph = STANDARD;
    this.state.run = PLAIN;
    this.become('text', () => {
      this.stories.pop()!.finish(this.state.paragraph, this.knows);
      this.row = outside;
      use(blocks);
    });
  }

  note(): void {
    this.isEndnote = false;
    this.beginStory((blocks) => {
      const id = String(++this.notes);
      const kind = this.isEndnote ? 'endnote' : 'footnote';
      this.isEndnote = false;
      this.maker.add(`${kind}s`, this.maker.element(`w:${kind}`, { 'w:id': id }, blocks));
      this.put(this.maker.element(`w:${kind}Reference`, { 'w:id': id }));
    });
  }

  comment(): void {
    this.beginStory((blocks) => {
      const id = String(++this.notes);
      this.maker.add('comments', this.maker.element('w:comment', { 'w:id': id }, blocks));
      this.put(this.maker.element('w:commentReference', { 'w:id': id }));
    });
  }

  furniture(): void {
    this.beginStory((blocks) => this.maker.addFurniture(blocks));
  }

  textBox(): void {
    this.beginStory((blocks) => this.put(this.maker.element('w:pict', {}, [this.maker.element('w:txbxContent', {}, blocks)])));
  }

  put(element: XmlElement): void {
    this.story.put([element], { ...PLAIN, deleted: this.state.run.deleted });
  }

  fieldMark(type: 'begin' | 'separate' | 'end'): void {
    this.put(this.maker.element('w:fldChar', { 'w:fldCharType': type }));
  }

  field(): void {
    this.fieldMark('begin');
    this.become('quiet', () => this.fieldMark('end'));
  }

  nestedRow(): void {
    const outside = this.row;
    this.become('text', () => {
      this.row = outside;
    });
  }
}
