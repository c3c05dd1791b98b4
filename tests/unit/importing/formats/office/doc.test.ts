import { readFileSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { isDomainError } from '../../../../../lib/platform/errors';
import { outline } from '../../../../../lib/text/outline/outline';
import { read } from './office-files';

/** Written by LibreOffice 7.4 as a file of Word 97 to 2003, from a text that was written for this. */
const file = readFileSync(path.join(import.meta.dirname, 'water.doc'));

describe('a DOC', () => {
  test('is its text with numbers, notes and tables', async () => {
    const { format, text, metadata, notes } = await read(file);
    expect(text.split('\n')).toEqual([
      '青石镇水站', '背景', '过去吃水靠挑[1]，来回两个小时，见网站。', '做法', '先把渠修好。', '1. 修渠', '2. 装表', '\uFFFC', '村\t户数', '青石\t40\t35', '\t20\t10', '成效', '如今拧开龙头就有水。𠮷', '[1] 据镇志。',
    ]);
    expect([format, metadata.title, notes.length]).toEqual(['doc', '青石镇水站', 1]);
  });

  test('its headings are those of its styles', async () => {
    const document = await read(file);
    const marked = document.marks.filter(({ heading }) => heading !== undefined).map(({ from, to, heading }) => `${heading} ${document.text.slice(from, to)}`);
    expect(marked).toEqual(['1 青石镇水站', '2 背景', '2 做法', '2 成效']);
    expect(outline(document).cases.map(({ title, sections }) => [title, sections.length])).toEqual([['青石镇水站', 3]]);
  });

  test('its lists, merged cells, bold words, links and pictures are what they are', async () => {
    const { blocks, styles, images, text } = await read(file);
    expect(blocks).toMatchObject([
      { type: 'list', ordered: true, blocks: [{ number: 1 }, { number: 2 }] },
      { type: 'table', rows: [{ cells: [{ colspan: 1, header: true }, { colspan: 2 }] }, { cells: [{ rowspan: 2 }, { rowspan: 1 }, {}] }, { cells: [{}, {}] }] },
    ]);
    expect(styles.map(({ from, to, bold, href }) => [text.slice(from, to), bold ?? false, href])).toEqual([['两个小时', true, undefined], ['见网站', false, 'https://example.org/']]);
    expect(images.map(({ bytes }) => Buffer.from(bytes ?? []).toString('latin1', 1, 4))).toEqual(['PNG']);
  });

  test('what an article cannot hold is told', async () => {
    const { losses } = await read(file);
    expect(losses.map(({ code, texts }) => [code, ...texts])).toEqual([['comment', '再核对一下'], ['deleted_text', '删去的话'], ['page_furniture', '内部资料']]);
  });

  const changed = (change: (bytes: Buffer) => void) => {
    const bytes = Buffer.from(file);
    change(bytes);
    return bytes;
  };
  /** Where the header of the text begins; the streams of this file are whole. */
  const head = file.indexOf(Buffer.from('eca5', 'hex'));
  test.each([
    ['with a password', 'password', changed((bytes) => bytes.writeUInt16LE(bytes.readUInt16LE(head + 10) | 0x100, head + 10))],
    ['of Word 95', 'legacy_word', changed((bytes) => bytes.writeUInt16LE(104, head + 2))],
    ['without its first table', 'damaged', changed((bytes) => bytes.writeUInt32LE(0xffffff, 76))],
    ['whose allocation is a circle', 'damaged', changed((bytes) => bytes.fill(0, (bytes.readUInt32LE(76) + 1) * 512, (bytes.readUInt32LE(76) + 2) * 512))],
    ['whose text is longer than the file', 'damaged', changed((bytes) => bytes.writeInt32LE(0x7ffffff0, head + 0x4c))],
    ['that ends in its header', 'damaged', file.subarray(0, 600)],
  ])('%s is refused', async (_, reason, bytes) => {
    await expect(read(Buffer.concat([bytes, Buffer.from('WordDocument', 'utf16le')]))).rejects.toMatchObject({ code: 'unreadable_document', details: { reason } });
  });

  test('damaged anywhere, it is read or refused with a reason', async () => {
    let refused = 0;
    for (let at = 0; at < file.length; at += at < 3_000 ? 19 : 211) {
      const outcome = await read(changed((bytes) => bytes.fill(at % 2 === 0 ? 0xff : 0x55, at, at + 5))).catch((error: unknown) => error);
      if (!(outcome instanceof Error)) continue;
      expect(isDomainError(outcome) && outcome.details.reason, `${at}: ${outcome.stack}`).toMatch(/^(damaged|password|legacy_word|other_office|not_a_document|too_complex)$/);
      refused += 1;
    }
    expect(refused).toBeGreaterThan(5);
  });
});
