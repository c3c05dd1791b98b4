import { execFile } from 'node:child_process';
import { mkdirSync, mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { Document, FootnoteReferenceRun, HeadingLevel, ImageRun, Packer, Paragraph, Table, TableCell, TableRow } from 'docx';
import { strToU8, zipSync } from 'fflate';
import sharp from 'sharp';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { ROOT } from '../../server/boot/root';
import { makeCategory, readArticle } from '../support/articles';
import { storesNothing } from '../support/database';
import { createCast, type Cast } from '../support/people';
import { site } from '../support/site';
import { cleanEnvironment } from '../support/site-process';

let cast: Cast;
let category: string;
let folder: string;
beforeAll(async () => {
  cast = await createCast();
  category = await makeCategory();
  folder = mkdtempSync(path.join(tmpdir(), 'anli-formats-'));
});
afterAll(() => rmSync(folder, { recursive: true, force: true }));

interface Outcome {
  file: string;
  status: string;
  articles?: { id: string; title: string }[];
  losses?: { code: string; count: number; texts: string[] }[];
  error?: string;
}

/** Imports files as an operator does; an outcome for each. */
function run(...files: string[]): Promise<{ code: number; outcomes: Outcome[] }> {
  const env = cleanEnvironment({ DATABASE_URL: site.databaseUrl, DATA_DIR: folder });
  const args = ['--import', 'tsx', 'scripts/import.ts', ...files, '--json', '--as', cast.owner.email, '--category', category];
  return new Promise((resolve) => {
    execFile(process.execPath, args, { cwd: ROOT, env }, (error, out) => {
      resolve({ code: error ? Number(error.code) : 0, outcomes: out.trim().split('\n').map((line) => JSON.parse(line) as Outcome) });
    });
  });
}

function file(name: string, bytes: Uint8Array): string {
  const where = path.join(folder, name);
  writeFileSync(where, bytes);
  return where;
}

test('a DOCX becomes an article with its table, note and picture; what the store refuses is told', async () => {
  const picture = await sharp({ create: { width: 40, height: 30, channels: 3, background: '#c33' } }).png().toBuffer();
  const image = (data: Buffer, description: string) => new ImageRun({ type: 'png', data, transformation: { width: 40, height: 30 }, altText: { name: 'n', title: 't', description } });
  const document = new Document({
    footnotes: { 1: { children: [new Paragraph('按年末户籍计。')] } },
    sections: [{
      children: [
        new Paragraph({ text: '榉树镇推进网格化治理案例', heading: HeadingLevel.TITLE }),
        new Paragraph({ text: '一、背景', heading: HeadingLevel.HEADING_1 }),
        new Paragraph({ children: [image(picture, '网格员走访')] }),
        new Paragraph({ children: [image(Buffer.from('这不是图片'), '假的')] }),
        new Paragraph({ text: '榉树镇有九个村。', children: [new FootnoteReferenceRun(1)] }),
        new Paragraph({ text: '二、成效', heading: HeadingLevel.HEADING_1 }),
        new Table({ rows: [new TableRow({ children: [new TableCell({ columnSpan: 2, children: [new Paragraph('九个村')] })] }), new TableRow({ children: [new TableCell({ children: [new Paragraph('东')] }), new TableCell({ children: [new Paragraph('西')] })] })] }),
      ],
    }],
  });
  const { code, outcomes } = await run(file('榉树.docx', await Packer.toBuffer(document)));
  expect([code, outcomes[0]?.error]).toEqual([0, undefined]);
  expect(outcomes[0]!.losses).toMatchObject([{ code: 'image_refused', count: 1, texts: ['假的'] }]);
  const article = await readArticle(cast.owner, outcomes[0]!.articles![0]!.id);
  expect(article).toMatchObject({ title: '榉树镇推进网格化治理案例' });
  const bodies = article.sections.map(({ heading, number, body }) => ({ heading, number, body }));
  expect(bodies).toMatchObject([
    {
      heading: '背景', number: '一',
      body: { content: [
        { type: 'image', attrs: { alt: '网格员走访', width: 40, height: 30 } },
        { type: 'paragraph', content: [{ text: '假的' }] },
        { type: 'paragraph', content: [{ text: '榉树镇有九个村。' }, { type: 'footnote', content: [{ text: expect.stringContaining('按年末户籍计') as string }] }] },
      ] },
    },
    { heading: '成效', number: '二', body: { content: [{ type: 'table', content: [{ content: [{ attrs: { colspan: 2 } }] }, { content: [{}, {}] }] }] } },
  ]);
});

test('the files after a bad one are imported, and the bad ones store nothing and say what they are', async () => {
  const bad = [
    file('压缩.docx', strToU8('这不是压缩包')), file('旧.doc', Buffer.concat([Buffer.from('d0cf11e0a1b11ae1', 'hex'), Buffer.alloc(504), Buffer.from('WordDocument', 'utf16le')])),
    file('文.pdf', strToU8('%PDF-1.7\n')), file('空.txt', strToU8(' \n\n')), file('弹.docx', zipSync({ 'word/document.xml': new Uint8Array(40 * 1024 * 1024) }, { level: 9 })),
  ];
  const refused = await storesNothing(() => run(...bad));
  expect(refused.code).toBe(1);
  expect(refused.outcomes.map(({ status, error }) => [status, error])).toEqual([
    ['failed', '这个文件读不了; 文件已损坏或不完整，请重新导出后再试'],
    ['failed', '这个文件读不了; 文件已损坏或不完整，请重新导出后再试'],
    ['failed', '这个文件读不了; 这是 PDF 文件，请用 Word 或 WPS 另存为 .docx 后再上传'],
    ['failed', '这个文件读不了; 里面没有可以读取的文字'],
    ['failed', '这个文件读不了; 压缩包解开后太大，已拒绝'],
  ]);
  const { code, outcomes } = await run(bad[0]!, file('好.md', strToU8('# 椿树镇案例\n\n## 一、背景\n\n文。\n')));
  expect([code, outcomes.map(({ status }) => status)]).toEqual([1, ['failed', 'imported']]);
});

test('pictures that lie beside a page in a folder are pictures of its case', async () => {
  const inside = path.join(folder, '一页');
  mkdirSync(path.join(inside, '页.files'), { recursive: true });
  writeFileSync(path.join(inside, '页.html'), '<h1>梓树镇案例</h1><h2>一、背景</h2><p>文。</p><p><img src="页.files/1.png" alt="图"></p><p><img src="../../外.png" alt="外"></p>');
  const bytes = await sharp({ create: { width: 60, height: 30, channels: 3, background: '#36c' } }).png().toBuffer();
  for (const name of ['一页/页.files/1.png', '外.png']) writeFileSync(path.join(folder, name), bytes);
  const { code, outcomes } = await run(inside);
  expect([code, outcomes.length, outcomes[0]!.losses]).toMatchObject([0, 1, [{ code: 'linked_image', count: 1, texts: ['../../外.png'] }]]);
  const { sections } = await readArticle(cast.owner, outcomes[0]!.articles![0]!.id);
  expect(sections[0]!.body.content).toMatchObject([{ type: 'paragraph' }, { type: 'image', attrs: { alt: '图', width: 60 } }, { type: 'paragraph', content: [{ text: '外' }] }]);
});

test('a folder and an archive are all the documents in them', async () => {
  const page = (name: string) => strToU8(`<html><body><h1>${name}镇案例</h1><h2>一、背景</h2><p>文。</p></body></html>`);
  const inside = path.join(folder, '一批');
  mkdirSync(path.join(inside, '下级'), { recursive: true });
  mkdirSync(path.join(inside, '.git'));
  writeFileSync(path.join(inside, '.git/config'), '不是文档');
  writeFileSync(path.join(inside, '甲.html'), page('楝树'));
  writeFileSync(path.join(inside, '图.png'), '不是文档');
  writeFileSync(path.join(inside, '下级/乙.zip'), zipSync({ '丙.html': page('楸树'), '丁.zip': zipSync({ 'x.txt': strToU8('x') }), '~$丙.docx': strToU8('x') }));
  const { code, outcomes } = await run(inside);
  expect(outcomes.map(({ file: name, status, articles, error }) => [path.relative(inside, name), status, articles?.[0]?.title ?? error])).toEqual([
    ['下级/乙.zip/丙.html', 'imported', '楸树镇案例'],
    ['下级/乙.zip/丁.zip', 'failed', '这个文件读不了; 压缩包里还有压缩包，请先解开再上传'],
    ['甲.html', 'imported', '楝树镇案例'],
  ]);
  expect(code).toBe(1);
});
