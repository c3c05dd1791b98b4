import { randomBytes } from 'node:crypto';
import { AlignmentType, Document, FootnoteReferenceRun, HeadingLevel, ImageRun, LevelFormat, Packer, Paragraph, Table, TableCell, TableRow, TextRun } from 'docx';
import { strFromU8, unzipSync } from 'fflate';
import { articleFromCase } from '../../lib/importing/article-from-case';
import { BodyCutter } from '../../lib/importing/bodies/body';
import { readDocument } from '../../lib/importing/read-format';
import { outline } from '../../lib/text/outline/outline';
import type { Outcome } from './bench';
import { median, type Figure } from './figures';

const RUNS = 5;
/** How long one run measures, in ms. */
const WHILE = 500;
const SENTENCE = '全镇划分网格三十六个，配备专兼职网格员一百二十名，实行日巡查、周研判、月通报，群众反映的问题当日受理、限时办结。';

const cell = (text: string) => new TableCell({ children: [new Paragraph(text)] });

/** A case as editors write it: numbered headings, running text, a table, a picture, a note. */
function caseDocument(sections: number, seed: number): Promise<Buffer> {
  const body = Array.from({ length: sections }, (_, i) => [
    new Paragraph({ text: `第${i}项工作`, heading: HeadingLevel.HEADING_1, numbering: { reference: 'headings', level: 0 } }),
    new Paragraph({ text: '建立工作机制', heading: HeadingLevel.HEADING_2, numbering: { reference: 'headings', level: 1 } }),
    ...Array.from({ length: 4 }, (_unused, j) => new Paragraph({ children: [new TextRun(`${SENTENCE}${seed}`), new TextRun({ text: '成效明显。', bold: true }), ...(j === 0 && i === 0 ? [new FootnoteReferenceRun(1)] : [])] })),
    ...(i % 4 === 0 ? [new Table({ rows: Array.from({ length: 6 }, (_unused, row) => new TableRow({ children: ['指标', '上年', '今年'].map((name) => cell(`${name}${row}`)) })) })] : []),
  ]).flat();
  const level = (index: number, format: (typeof LevelFormat)[keyof typeof LevelFormat], text: string) => ({ level: index, format, text, alignment: AlignmentType.LEFT });
  return Packer.toBuffer(new Document({
    numbering: { config: [{ reference: 'headings', levels: [level(0, LevelFormat.CHINESE_COUNTING, '%1、'), level(1, LevelFormat.CHINESE_COUNTING, '（%2）')] }] },
    footnotes: { 1: { children: [new Paragraph('截至年末。')] } },
    sections: [{ children: [
      new Paragraph({ text: `某镇推进网格化治理案例之${seed}`, heading: HeadingLevel.TITLE }),
      new Paragraph({ children: [new ImageRun({ type: 'png', data: randomBytes(50_000), transformation: { width: 400, height: 300 } })] }),
      ...body,
    ] }],
  }));
}

/** The peer: what one would write first, the text between the tags. */
function plainText(bytes: Uint8Array): string {
  const part = unzipSync(bytes, { filter: ({ name }) => name === 'word/document.xml' })['word/document.xml']!;
  return strFromU8(part).replace(/<\/w:p>/g, '\n').replace(/<[^>]+>/g, '');
}

async function toArticles(bytes: Uint8Array): Promise<unknown> {
  const document = await readDocument({ bytes, fileName: 'a.docx' });
  const found = outline(document);
  const body = new BodyCutter(document, found, () => null);
  return found.cases.map((one) => articleFromCase(one, body, { text: document.text, lead: found.lead }));
}

/** How many of the files a second `read` takes, one after the other. */
async function rate(files: readonly Uint8Array[], read: (bytes: Uint8Array) => unknown): Promise<number> {
  const rates: number[] = [];
  for (let run = 0; run <= RUNS; run++) {
    const start = performance.now();
    let count = 0;
    while (performance.now() - start < WHILE) await read(files[count++ % files.length]!);
    // The first run warms up.
    if (run > 0) rates.push((count / (performance.now() - start)) * 1_000);
  }
  return median(rates);
}

/** DOCX files a second, one after the other in one process, beside the bare text of their main parts. */
export async function measureDocumentsIn(): Promise<Outcome> {
  const usual = await Promise.all(Array.from({ length: 8 }, (_, seed) => caseDocument(6, seed)));
  const large = [await caseDocument(400, 0)];
  const figure = async (name: string, files: Uint8Array[], read: (bytes: Uint8Array) => unknown): Promise<Figure> => ({
    part: 'documents-in', name, unit: 'DOCX/s', site: await rate(files, read), bare: await rate(files, plainText),
  });
  const reading = (bytes: Uint8Array) => readDocument({ bytes, fileName: 'a.docx' });
  return {
    figures: [
      await figure('a case of 6 sections, read', usual, reading),
      await figure('… read, outlined and cut into an article', usual, toArticles),
      await figure('a report of 400 sections, read', large, reading),
    ],
  };
}
