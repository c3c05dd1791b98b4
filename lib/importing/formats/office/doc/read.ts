import { unreadable } from '../../../../platform/errors';
import type { ImportedDocument } from '../../document';
import { readPackage } from '../../docx/read';
import type { XmlElement } from '../../docx/xml';
import { PackageMaker } from '../package-maker';
import { openCompoundFile } from './compound-file';
import { FormattingPages } from './formatting';
import { addLists } from './lists';
import { DocPictures } from './pictures';
import { DocStory, type Shared } from './story';
import { addStyles, readFonts } from './styles';
import { readSummary } from './summary';
import { Plc, WordFile, type StoryName } from './word-file';

/** Sizes of what tables say of each of their positions. */
const NOTE_MARK = 2;
const COMMENT_MARK = 30;
const SHAPE = 26;
const BOX = 22;
const SECTION = 12;
/** Lines between the text and its notes, which the headers begin with. */
const SEPARATORS = 6;

/**
 * Reads a file of Word 97 to 2003, as WPS writes them too: text, styles, numbers, tables, notes, text boxes and pictures,
 * said in the elements of WordprocessingML (MS-DOC).
 * @throws DomainError unreadable_document: password, legacy_word for files of Word 95 and before, damaged
 */
export async function readDoc(bytes: Uint8Array): Promise<ImportedDocument> {
  const maker = new PackageMaker();
  try {
    const compound = openCompoundFile(bytes);
    const main = compound.stream('WordDocument');
    if (!main) throw unreadable('damaged');
    const shared = open(new WordFile(main, compound), compound.stream('Data'), maker);
    for (const [name, value] of readSummary(compound.stream('\u0005SummaryInformation'))) maker.addProperty(name, value);
    addFurniture(shared);
    const { from, to } = shared.file.stories.main;
    return await readPackage(maker.finish((take) => {
      for (const block of new DocStory(shared).blocks(from, to)) {
        take(block);
        maker.startBlock();
      }
      for (const box of shared.restOfBoxes()) take(box);
    }), 'doc');
  } catch (error) {
    throw leadsOut(error) ? unreadable('damaged') : error;
  }
}

/** Numbers in the file are places in it: one that leads out of it is found by the buffer that is asked for it. */
function leadsOut(error: unknown): boolean {
  return error instanceof Error && 'code' in error && ['ERR_OUT_OF_RANGE', 'ERR_BUFFER_OUT_OF_BOUNDS', 'ERR_INVALID_ARG_TYPE'].includes(String(error.code));
}

type Opened = Shared & { restOfBoxes: () => Generator<XmlElement> };

function open(file: WordFile, data: Buffer | null, maker: PackageMaker): Opened {
  const fonts = readFonts(file);
  const isBold = addStyles(file, maker, fonts);
  addLists(file, maker);
  const marks = new Map<number, XmlElement>();
  const notes = [
    ...markNotes(file, maker, marks, 'footnotes'),
    ...markNotes(file, maker, marks, 'endnotes'),
    ...markNotes(file, maker, marks, 'comments'),
  ];
  const boxes = boxRanges(file);
  const blocksOf = (from: number, to: number) => [...new DocStory(shared).blocks(from, to)];
  const takeBox = (shape: number) => {
    const range = boxes.get(shape);
    boxes.delete(shape);
    return range ? blocksOf(range.from, range.to) : null;
  };
  const shared: Opened = {
    file, maker, data, fonts, isBold, marks, takeBox,
    text: withMarks(file.text, marks),
    paragraphs: new FormattingPages(file, 'paragraphPages'),
    characters: new FormattingPages(file, 'characterPages'),
    pictures: new DocPictures(file, data),
    sections: new Set(positions(new Plc(file.table('sections'), SECTION))),
    shapes: shapesOf(file),
    *restOfBoxes() {
      for (const shape of [...boxes.keys()]) yield* takeBox(shape) ?? [];
    },
  };
  for (const { kind, id, from, to } of notes) {
    const name = kind === 'comments' ? 'w:comment' : kind === 'footnotes' ? 'w:footnote' : 'w:endnote';
    maker.add(kind, maker.element(name, { 'w:id': id }, blocksOf(from, to)));
  }
  return shared;
}

function positions(plc: Plc): number[] {
  return Array.from({ length: plc.length }, (_, index) => plc.position(index + 1));
}

/** Puts the signs of notes, or of comments, into `marks`. @returns where the words of each stand in the text */
function markNotes(file: WordFile, maker: PackageMaker, marks: Map<number, XmlElement>, kind: 'footnotes' | 'endnotes' | 'comments') {
  const [signs, texts] = kind === 'footnotes' ? (['footnoteMarks', 'footnoteTexts'] as const) : kind === 'endnotes' ? (['endnoteMarks', 'endnoteTexts'] as const) : (['commentMarks', 'commentTexts'] as const);
  const signed = new Plc(file.table(signs), kind === 'comments' ? COMMENT_MARK : NOTE_MARK);
  const said = new Plc(file.table(texts), 0);
  const name = kind === 'comments' ? 'w:commentReference' : kind === 'footnotes' ? 'w:footnoteReference' : 'w:endnoteReference';
  const story = file.stories[kind];
  const found: { kind: typeof kind; id: string; from: number; to: number }[] = [];
  for (let index = 0; index < Math.min(signed.length, said.length); index++) {
    const id = String(index + 1);
    const [from, to] = [within(story, said.position(index)), within(story, said.position(index + 1))];
    marks.set(signed.position(index), maker.element(name, { 'w:id': id }));
    if (from < to && from >= (found.at(-1)?.to ?? 0)) found.push({ kind, id, from, to });
  }
  return found;
}

const within = (story: { from: number; to: number }, position: number) => Math.min(story.to, story.from + position);

/** The text with the sign of a note at each of its places, also where its author wrote one himself. */
function withMarks(text: string, marks: ReadonlyMap<number, XmlElement>): string {
  const pieces: string[] = [];
  let at = 0;
  for (const [position, { name }] of [...marks].sort(([a], [b]) => a - b)) {
    if (position < at || position >= text.length || name === 'w:commentReference') continue;
    pieces.push(text.slice(at, position), '\u0002');
    at = position + 1;
  }
  return pieces.join('') + text.slice(at);
}

function shapesOf(file: WordFile): Map<number, number> {
  const plc = new Plc(file.table('shapes'), SHAPE);
  return new Map(Array.from({ length: plc.length }, (_, index) => [plc.position(index), plc.data(index).readUInt32LE(0)] as const));
}

/** Where the words of text boxes stand, by their shapes. */
function boxRanges(file: WordFile): Map<number, { from: number; to: number }> {
  const plc = new Plc(file.table('boxTexts'), BOX);
  const story = file.stories.boxes;
  const found = new Map<number, { from: number; to: number }>();
  let end = story.from;
  for (let index = 0; index < plc.length; index++) {
    const [from, to] = [within(story, plc.position(index)), within(story, plc.position(index + 1))];
    if (from >= end && from < to && !found.has(plc.data(index).readUInt32LE(14))) found.set(plc.data(index).readUInt32LE(14), { from, to });
    end = Math.max(end, to);
  }
  return found;
}

/** What stands above and below all pages; it is told, once. */
function addFurniture(shared: Shared): void {
  const { file, maker } = shared;
  const plc = new Plc(file.table('headers'), 0);
  const story: StoryName = 'headers';
  let end = 0;
  for (let index = SEPARATORS; index < plc.length; index++) {
    const [from, to] = [within(file.stories[story], plc.position(index)), within(file.stories[story], plc.position(index + 1))];
    if (from >= end && from < to) maker.addFurniture([...new DocStory(shared).blocks(from, to)]);
    end = Math.max(end, to);
  }
}
