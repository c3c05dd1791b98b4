import { describe, expect, it } from 'vitest';
import { foldWords, PictureRows, withoutPictures } from '@/components/desk/import/document-media';
import { itemAt, itemOfRow, outlineItems } from '@/components/desk/import/outline-items';
import { localDocumentReader } from '@/lib/importing/local-document-reader';
import { applyPlan, EMPTY_PLAN } from '@/lib/importing/plan/plan';
import { rowsOf } from '@/lib/importing/plan/rows';
import { stripRows } from '@/lib/importing/plan/range-edits';

const HTML = `<html><body><h1>一渠清水</h1><h2>一、背景</h2><p>镇里的水渠年久失修，沿线四个村的群众反映强烈，镇党委把护渠列为当年的第一件实事。</p>
<table><caption>各村用水</caption><tr><th colspan="2">村</th><th>亩</th></tr><tr><td rowspan="2">柳湾</td><td>东</td><td>30</td></tr><tr><td>西</td><td>40</td></tr></table>
<p><img src="a.png" alt="新渠放水"></p><h2>二、做法</h2><p>逐户登记用水量，张榜公布，按登记的次序轮流放水，谁家多用了谁家说明原因。</p></body></html>`;

async function read(html = HTML) {
  const reading = await localDocumentReader.read({ fileName: 'a.html', bytes: Buffer.from(html), beside: { path: 'a.html', pictures: ['a.png'] } });
  const rows = rowsOf(reading.outline, reading.text);
  return { reading, rows, text: reading.text, rowAt: (words: string) => rows.findIndex(({ from, to }) => reading.text.slice(from, to).includes(words)) };
}
const NONE: ReadonlySet<number> = new Set();

describe('what the import page shows of a document', () => {
  it('is a table as one item with its merged cells, as long as its rows are one thing', async () => {
    const { reading, rows, text, rowAt } = await read();
    const items = outlineItems(rows, reading.tables, NONE);
    const table = items.find(({ kind }) => kind === 'table')!;
    expect(table.end - table.first).toBeGreaterThan(1);
    const cells = table.table!.rows.map((row) => row.map(({ lines, colspan, rowspan }) => `${lines.map(({ from, to }) => text.slice(from, to)).join()} ${colspan}x${rowspan}`));
    expect(cells).toEqual([['村 2x1', '亩 1x1'], ['柳湾 1x2', '东 1x1', '30 1x1'], ['西 1x1', '40 1x1']]);
    expect(items.reduce((sum, { first, end }) => sum + end - first, 0)).toBe(rows.length);

    const plan = stripRows({ rows, plan: EMPTY_PLAN }, [rowAt('西')])!;
    expect(outlineItems(applyPlan(rows, plan, text), reading.tables, NONE).filter(({ kind }) => kind === 'table')).toEqual([]);
  });

  it('is what is stripped as one line a range, and line by line where that is opened', async () => {
    const { reading, rows, text, rowAt } = await read();
    const [first, last] = [rowAt('一、背景'), rowAt('新渠放水')];
    const plan = stripRows({ rows, plan: EMPTY_PLAN }, Array.from({ length: last - first + 1 }, (_, next) => first + next))!;
    const now = applyPlan(rows, plan, text);
    const folded = outlineItems(now, reading.tables, NONE);
    const fold = folded.find(({ kind }) => kind === 'fold')!;
    expect(fold).toMatchObject({ first, end: last + 1, open: false });
    expect(foldWords(text, now, fold)).toMatch(/^一、背景 \| 镇里的水渠/);
    expect(itemOfRow(folded, last)).toBe(folded.indexOf(fold));

    const opened = outlineItems(now, reading.tables, new Set([fold.from]));
    expect(opened.filter(({ within }) => within).map(({ kind }) => kind)).toEqual(['row', 'row', 'table', 'row']);
    expect(itemAt(opened, now, { from: fold.from, fold: true })).toBe(first);
    expect(itemAt(opened, now, { from: fold.from, fold: false })).toBe(first + 1);
    // A fold that has gone is where its first row is.
    expect(itemAt(outlineItems(rows, reading.tables, NONE), rows, { from: fold.from, fold: true })).toBe(first);
  });

  it('is a picture in the place of the words that stand for it, from the file beside the document', async () => {
    const { reading, rows, text, rowAt } = await read();
    const file = new Blob(['x']);
    const pictures = new PictureRows(reading.images.map(({ bytes: _, name: __, ...image }) => image), [{ name: 'b.png', file: new Blob() }, { name: 'a.png', file }]);
    const row = rows[rowAt('新渠放水')]!;
    const [image, ...more] = pictures.of(row);
    expect([image!.alt, more.length, pictures.fileOf(image!)]).toEqual(['新渠放水', 0, file]);
    expect(withoutPictures(text.slice(row.from, row.to), row, [image!])).toBe('');
    expect(pictures.of(rows[rowAt('一、背景')]!)).toEqual([]);
    expect(pictures.of(row)).toBe(pictures.of(row));
  });
});
