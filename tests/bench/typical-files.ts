import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { Document, HeadingLevel, ImageRun, Packer, Paragraph, Table, TableCell, TableRow } from 'docx';
import sharp from 'sharp';

/** A file as somebody brings it. */
export interface TypicalFile {
  name: string;
  bytes: Buffer;
}

const SENTENCE = '镇里把年初定下的事项逐条写在墙上，谁牵头、哪天办完、差在哪一步，来办事的人一抬眼就看得到；云门县斜桥镇的12个村，2023年全都照此办理。';
/** Characters of a text, from a note to a report. */
const LENGTHS = [1_500, 4_000, 8_000, 15_000, 40_000];

interface Part {
  heading: string;
  paragraphs: string[];
}

function parts(serial: number): Part[] {
  const length = LENGTHS[serial % LENGTHS.length]!;
  const words = ['背景', '主要做法', '成效', '启示'];
  const each = Math.ceil(length / words.length / (SENTENCE.length * 2));
  return words.map((word, at) => ({
    heading: `${'一二三四'[at]}、${word}`,
    paragraphs: Array.from({ length: each }, (_, line) => `${line % 5 === 0 ? `（${'一二三四五六七八九十'[(line / 5) % 10]}）第${line}件。` : ''}第${serial}号第${at}部分第${line}段。${SENTENCE}${SENTENCE}`),
  }));
}

const title = (serial: number) => `斜桥镇第${serial}号事项办理案例`;

function text(serial: number): string {
  return [title(serial), ...parts(serial).flatMap(({ heading, paragraphs }) => [heading, ...paragraphs])].join('\n');
}

function markdown(serial: number): string {
  const table = '| 村 | 户 |\n|---|---|\n| 东村 | 90 |\n| 西村 | 70 |';
  return [`# ${title(serial)}`, ...parts(serial).flatMap(({ heading, paragraphs }) => [`## ${heading}`, ...paragraphs, '- 一项\n- 又一项', table])].join('\n\n');
}

/** A page as a browser saves it: menus, an article of one long column, recommended pages. */
function page(serial: number): string {
  const links = (count: number) => Array.from({ length: count }, (_, at) => `<li><a href="/n/${at}.html">某地第${at}条新闻的题目</a></li>`).join('');
  const article = parts(serial).map(({ heading, paragraphs }) => `<h2>${heading}</h2>${paragraphs.map((one) => `<p style="text-indent:2em"><span>${one}</span></p>`).join('')}`).join('');
  return `<!doctype html><html><head><title>${title(serial)}_某网</title><script>${'var a=1;'.repeat(2_000)}</script></head><body><ul class="nav">${links(60)}</ul><div class="article"><h1>${title(serial)}</h1>${article}</div><div class="more"><ul>${links(120)}</ul></div></body></html>`;
}

/** A photo as a telephone takes it: every pixel is another one. */
async function photo(width: number, height: number, seed: number): Promise<Buffer> {
  const small = await sharp({ create: { width: Math.round(width / 24), height: Math.round(height / 24), channels: 3, background: '#888', noise: { type: 'gaussian', mean: 100 + (seed % 50), sigma: 45 } } }).png().toBuffer();
  return sharp(await sharp(small).resize(width, height, { fit: 'fill' }).png().toBuffer()).jpeg({ quality: 82 }).toBuffer();
}

/** A screenshot: plain areas and letters. */
function screenshot(serial: number): Promise<Buffer> {
  const lines = Array.from({ length: 34 }, (_, at) => `<text x="20" y="${40 + at * 20}" font-size="15" fill="${['#c00', '#000', '#06c'][at % 3]}">Item ${serial}-${at}: reported on day ${at * 7}, done on day ${at * 9}, by office ${at % 6}</text>`);
  return sharp(Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="1280" height="760"><rect width="1280" height="760" fill="#fff"/>${lines.join('')}<rect x="900" y="60" width="300" height="500" fill="#3a7"/></svg>`)).flatten().png().toBuffer();
}

async function word(serial: number, pictures: readonly { type: 'jpg' | 'png'; data: Buffer }[]): Promise<Buffer> {
  const row = (...cells: string[]) => new TableRow({ children: cells.map((cell) => new TableCell({ children: [new Paragraph(cell)] })) });
  const children = [
    new Paragraph({ text: title(serial), heading: HeadingLevel.TITLE }),
    ...parts(serial).flatMap(({ heading, paragraphs }, at) => [
      new Paragraph({ text: heading, heading: HeadingLevel.HEADING_1 }),
      ...paragraphs.map((one) => new Paragraph(one)),
      new Table({ rows: [row('村', '户'), row('东村', '90'), row('西村', '70')] }),
      ...pictures.filter((_, index) => index % 4 === at).map(({ type, data }) => new Paragraph({ children: [new ImageRun({ type, data, transformation: { width: 400, height: 300 } })] })),
    ]),
  ];
  return Packer.toBuffer(new Document({ sections: [{ children }] }));
}

/** What lies in the pictures of a Word file, in turn: none mostly, else photos as they come out of a telephone or a messenger, or screenshots. */
async function pictured(serial: number): Promise<Buffer> {
  const photos = (count: number, width: number, height: number) => Promise.all(Array.from({ length: count }, async (_, at) => ({ type: 'jpg' as const, data: await photo(width, height, serial * 31 + at) })));
  switch (serial % 5) {
    case 0:
      return word(serial, await photos(2, 4_000, 3_000));
    case 1:
      return word(serial, await photos(4, 1_600, 1_200));
    case 2:
      return word(serial, await photos(8, 1_080, 810));
    case 3:
      return word(serial, await Promise.all(Array.from({ length: 3 }, async (_, at) => ({ type: 'png' as const, data: await screenshot(serial * 31 + at) }))));
    default:
      return word(serial, await photos(1, 1_280, 960));
  }
}

/** A hundred files such as editors have: a quarter Word with pictures up to 2 MB, and as many without, pages, texts and Markdown. */
export async function typicalFiles(): Promise<TypicalFile[]> {
  const files: TypicalFile[] = [];
  const add = (name: string, bytes: Buffer | string) => void files.push({ name, bytes: Buffer.from(bytes) });
  for (let serial = 0; serial < 25; serial++) add(`${serial}-pictures.docx`, await pictured(serial));
  for (let serial = 25; serial < 50; serial++) add(`${serial}.docx`, await word(serial, []));
  for (let serial = 50; serial < 70; serial++) add(`${serial}.html`, page(serial));
  for (let serial = 70; serial < 85; serial++) add(`${serial}.md`, markdown(serial));
  for (let serial = 85; serial < 100; serial++) add(`${serial}.txt`, text(serial));
  return files;
}

/** The files of a folder and of the folders in it, but for what systems leave there. */
export function filesOf(folder: string): TypicalFile[] {
  return readdirSync(folder, { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile() && !entry.name.startsWith('.'))
    .map((entry) => ({ name: entry.name, bytes: readFileSync(path.join(entry.parentPath, entry.name)) }));
}
