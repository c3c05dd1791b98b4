import { Document, HeadingLevel, ImageRun, Packer, Paragraph, Table, TableCell, TableRow, TextRun } from 'docx';
import { zipSync, strToU8 } from 'fflate';
import { as, type Answer } from './client';
import { picture } from './pictures';
import { unique, type Person } from './people';

/** A case that no other test has, as text. */
export function caseText(word = unique('渠')): string {
  return [
    `${word}村修渠记`,
    `${word}村有三百户人家,渠道年久失修。`,
    '一、背景',
    '去年大旱，下游无水可用。',
    '二、主要做法',
    '（一）先登记',
    '逐户登记用水量，张榜公布。',
    '（二）再轮灌',
    '按登记的次序轮流放水。',
    '三、成效',
    `今年${word}没有一户断水。`,
    '加入收藏 打印本页',
  ].join('\n');
}

/** A collected page of three cases that no other test has. */
export function collectedText(word = unique('里')): string {
  const one = (number: string, name: string) => [`【案例${number}】${word}${name}`, '一、背景', `${word}里的人各忙各的，${name}没有人管。`, '二、做法', `逐户登记，张榜公布，${name}轮流值守。`, '三、成效', `今年${name}没有一起纠纷。`];
  return [`${word}社区治理案例汇编`, `【导语】：${word}社区把小事写成案例，下面是三篇。`, ...one('一', '路灯'), ...one('二', '车棚'), ...one('三', '花坛')].join('\n');
}

/** The same sort of case as a Word file, with a table and a picture that no other test has. */
export async function caseDocx(word = unique('井')): Promise<Buffer> {
  const row = (...cells: string[]) => new TableRow({ children: cells.map((cell) => new TableCell({ children: [new Paragraph(cell)] })) });
  const sections = [
    {
      children: [
        new Paragraph({ text: `${word}村打井记`, heading: HeadingLevel.TITLE }),
        new Paragraph({ text: '一、背景', heading: HeadingLevel.HEADING_1 }),
        new Paragraph(`${word}村缺水三年，井打了四口都没有水。`),
        new Paragraph({ text: '二、做法', heading: HeadingLevel.HEADING_1 }),
        new Paragraph({ children: [new TextRun('请来懂水的人，'), new TextRun({ text: '先看地', bold: true }), new TextRun('再打井。')] }),
        new Table({ rows: [row('井', '深'), row('东井', '一百二十米')] }),
        new Paragraph({ children: [new ImageRun({ type: 'png', data: await picture(300, 200), transformation: { width: 300, height: 200 }, altText: { name: '井', description: '村口的新井', title: '井' } })] }),
        new Paragraph({ text: '三、成效', heading: HeadingLevel.HEADING_1 }),
        new Paragraph('家家都有了水。'),
      ],
    },
  ];
  return Packer.toBuffer(new Document({ sections }));
}

/** A ZIP of files by their names. */
export function zip(files: Record<string, string | Uint8Array>): Buffer {
  return Buffer.from(zipSync(Object.fromEntries(Object.entries(files).map(([name, content]) => [name, typeof content === 'string' ? strToU8(content) : content]))));
}

/** A form with a file, as a browser sends it. */
export async function form(bytes: string | Uint8Array, fileName: string, options?: unknown): Promise<{ body: Buffer; type: string }> {
  const data = new FormData();
  data.append('file', new Blob([bytes as BlobPart]), fileName);
  if (options !== undefined) data.append('options', typeof options === 'string' ? options : JSON.stringify(options));
  const answer = new Response(data);
  return { body: Buffer.from(await answer.arrayBuffer()), type: answer.headers.get('content-type')! };
}

async function send(path: string, person: Person, bytes: string | Uint8Array, fileName: string, options?: unknown, headers: Record<string, string> = {}): Promise<Answer> {
  const { body, type } = await form(bytes, fileName, options);
  return as(person).post(path, body, { 'content-type': type, ...headers });
}

/** `POST /api/import/preview` */
export function preview(person: Person, bytes: string | Uint8Array, fileName = 'a.txt'): Promise<Answer> {
  return send('/api/import/preview', person, bytes, fileName);
}

/** `POST /api/import`; `options` as they are where they are a string, else as JSON. */
export function importing(person: Person, bytes: string | Uint8Array, { fileName = 'a.txt', options, headers }: { fileName?: string; options?: unknown; headers?: Record<string, string> } = {}): Promise<Answer> {
  return send('/api/import', person, bytes, fileName, options, headers);
}
