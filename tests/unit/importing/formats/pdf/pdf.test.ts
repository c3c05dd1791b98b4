import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { isDomainError } from '../../../../../lib/platform/errors';
import { LIMITS } from '../../../../../lib/platform/limits';
import { readDocument } from '../../../../../lib/importing/read-format';
import { FIRST_OBJECT, makePdf, pdfLines, type PdfText } from '../../../../support/make-pdf';

const read = (bytes: Uint8Array) => readDocument({ bytes, fileName: 'a.pdf' });
const refusal = (reason: string) => ({ code: 'unreadable_document', details: { reason } });
const WORDS = pdfLines(['  水站边的老人每天都要走很远的山路去挑水吃，因此镇里决定', '把这件事情办好办实。']);
const jpeg = (width: number, height: number) => sharp({ create: { width, height, channels: 3, background: '#393' } }).jpeg().toBuffer();
const PAINTED = 'q 200 0 0 100 72 400 cm /Im Do Q';

describe('what a PDF says beside its words', () => {
  test('its title, unless a program made it up, and its author', async () => {
    expect((await read(makePdf({ pages: [WORDS], info: '/Title (Well) /Author (Li) /Producer (x)' }))).metadata).toEqual({ title: 'Well', author: 'Li' });
    expect((await read(makePdf({ pages: [WORDS], info: '/Title (Microsoft Word - well.docx)' }))).metadata).toEqual({});
  });

  test('its bookmarks, which are headings of their levels', async () => {
    const texts: PdfText[] = [{ text: 'Wells', x: 72, y: 60 }, { text: 'Why', x: 72, y: 90 }, ...pdfLines(['  They had no water for many years.'], { y: 120 })];
    const objects = ['<< /Type /Outlines /First 21 0 R /Last 21 0 R /Count 2 >>', '<< /Title (Wells) /Parent 20 0 R /First 22 0 R /Last 22 0 R /Count 1 >>', '<< /Title (Why) /Parent 21 0 R >>'];
    const { text, marks } = await read(makePdf({ pages: [texts], objects, catalogue: `/Outlines ${FIRST_OBJECT} 0 R` }));
    expect(marks.map(({ from, to, heading }) => [text.slice(from, to), heading])).toEqual([['Wells', 1], ['Why', 2]]);
  });

  test('its links, where they lead out of it', async () => {
    const link = (target: string) => `<< /Type /Annot /Subtype /Link /Rect [70 738 122 756] /A << /S /URI /URI (${target}) >> >>`;
    const of = async (target: string) => {
      const { text, styles } = await read(makePdf({ pages: [[{ text: '办法全文在此', x: 72, y: 100 }]], page: `/Annots [${link(target)}]` }));
      return styles.map(({ from, to, href }) => [text.slice(from, to), href]);
    };
    expect(await of('https://a.example/b')).toEqual([['办法全文', 'https://a.example/b']]);
    expect(await of('javascript:alert(1)')).toEqual([]);
  });

  test('its pictures where they stand: a JPEG as it is', async () => {
    const bytes = await jpeg(300, 150);
    const { text, images } = await read(makePdf({ pages: [[...WORDS, { text: '后来有了水。', x: 141, y: 500 }]], drawn: PAINTED, picture: { bytes, width: 300, height: 150 } }));
    expect(text.split('\n').map((line) => line[0])).toEqual(['水', '\uFFFC', '后']);
    expect(images.map(({ name }) => name)).toEqual(['p1-1.jpg']);
    expect(await sharp(images[0]!.bytes!).metadata()).toMatchObject({ format: 'jpeg', width: 300, height: 150 });
    const twice = await read(makePdf({ pages: [WORDS], drawn: `${PAINTED} q 200 0 0 100 72 200 cm /Im Do Q`, picture: { bytes, width: 300, height: 150 } }));
    expect([twice.images.length, new Set(twice.images.map((one) => one.bytes)).size]).toEqual([2, 1]);
  });

  test('a picture of the whole page below words that a program has read from it is told', async () => {
    const hidden = WORDS.map((one) => ({ ...one, before: '3 Tr' }));
    const { text, images, losses } = await read(makePdf({ pages: [hidden], drawn: 'q 595 0 0 842 0 0 cm /Im Do Q', picture: { bytes: await jpeg(300, 400), width: 300, height: 400 } }));
    expect([text.length > 20, images.length, losses.map(({ code, count }) => [code, count])]).toEqual([true, 0, [['page_picture', 1]]]);
  });

  test('pixels become a PNG', async () => {
    const pixels = deflateSync(Buffer.alloc(20 * 10 * 3, 0x40));
    const inline = `q 200 0 0 100 72 400 cm BI /W 20 /H 10 /CS /RGB /BPC 8 /F [/AHx /Fl] ID ${pixels.toString('hex')}> EI Q`;
    const { images } = await read(makePdf({ pages: [WORDS], drawn: inline }));
    const { data, info } = await sharp(images[0]!.bytes!).removeAlpha().raw().toBuffer({ resolveWithObject: true });
    expect([info.width, info.height, [...new Set(data)]]).toEqual([20, 10, [0x40]]);
  });

  test('pictures with more pixels than may be decoded are told by their number', async () => {
    const { images, losses } = await read(makePdf({ pages: [WORDS], drawn: PAINTED, picture: { bytes: await jpeg(300, 150), width: 30_000, height: 15_000 } }));
    expect([images, losses.map(({ code, count }) => [code, count])]).toEqual([[], [['page_picture', 1]]]);
  });

  test('characters by the tables of Chinese fonts that are not in the file', async () => {
    expect((await read(makePdf({ pages: [[{ text: '水站案例', x: 72, y: 100 }]], names: 'gbk' }))).text).toBe('水站案例');
  });
});

describe('what cannot be read is refused by name', () => {
  test('pictures of pages', async () => {
    await expect(read(makePdf({ pages: [[]], drawn: PAINTED, picture: { bytes: await jpeg(30, 15), width: 30, height: 15 } }))).rejects.toMatchObject(refusal('scanned'));
  });

  test('fonts that do not say what they draw', async () => {
    await expect(read(makePdf({ pages: [WORDS], names: 'none' }))).rejects.toMatchObject(refusal('unmapped_text'));
  });

  test('a password', async () => {
    const encrypted = '<< /Filter /Standard /V 1 /R 2 /P -4 /O <' + '00'.repeat(32) + '> /U <' + '11'.repeat(32) + '> >>';
    await expect(read(makePdf({ pages: [WORDS], objects: [encrypted], trailer: `/Encrypt ${FIRST_OBJECT} 0 R /ID [<00> <00>]` }))).rejects.toMatchObject(refusal('password'));
  });

  test.each([
    ['nothing but its first line', '%PDF-1.7\n', 'damaged'],
    ['no page', makePdf({ pages: [] }), 'damaged'],
    ['a tree of pages that is a circle', Buffer.from(Buffer.from(makePdf({ pages: [WORDS] })).toString('latin1').replace(/\/Kids \[\d+ 0 R\]/, '/Kids [2 0 R] '), 'latin1'), 'damaged'],
    ['more pages than a document has', makePdf({ pages: Array.from({ length: LIMITS.pages.count + 1 }, () => []) }), 'too_complex'],
  ])('%s', async (_, bytes, reason) => {
    await expect(read(Buffer.from(bytes as string))).rejects.toMatchObject(refusal(reason));
  });
});

describe('bombs', () => {
  const bomb = (size: number) => deflateSync(Buffer.alloc(size), { level: 9 });
  const stream = (dictionary: string, data: Uint8Array) => `<< ${dictionary} /Length ${data.byteLength} >>\nstream\n${Buffer.from(data).toString('latin1')}\nendstream`;
  const TOO_MUCH = LIMITS.archive.total + 1;
  const half = bomb(TOO_MUCH / 2);
  const base85 = (data: Uint8Array) => {
    const padded = Buffer.concat([data, Buffer.alloc((4 - (data.byteLength % 4)) % 4)]);
    let out = '';
    for (let at = 0; at < padded.byteLength; at += 4) {
      let value = padded.readUInt32BE(at);
      let group = '';
      for (let digit = 0; digit < 5; digit += 1) {
        group = String.fromCharCode(33 + (value % 85)) + group;
        value = Math.floor(value / 85);
      }
      out += group;
    }
    return Buffer.from(`${out}~>`);
  };
  test.each([
    ['one stream', [stream('/Filter /FlateDecode', bomb(TOO_MUCH))]],
    ['two of half the size', [half, half, half].map((data) => stream('/Filter /FlateDecode', data))],
    ['one whose end is damaged', [stream('/Filter /FlateDecode', bomb(2 * TOO_MUCH).subarray(0, -200))]],
    ['one packed in itself', [stream('/Filter [/FlateDecode /FlateDecode]', deflateSync(bomb(TOO_MUCH)))]],
    ['one in letters', [stream('/Filter [/ASCIIHexDecode /FlateDecode]', Buffer.from(`${bomb(TOO_MUCH).toString('hex')}>`))]],
    ['one in other letters', [stream('/Filter [/ASCII85Decode /FlateDecode]', base85(bomb(TOO_MUCH)))]],
    ['one that does not say how it is packed', [stream('/Filter 21 0 R', bomb(TOO_MUCH)), '/FlateDecode']],
  ])('%s are refused before anything is read', async (_, objects) => {
    await expect(read(makePdf({ pages: [WORDS], objects }))).rejects.toMatchObject(refusal('too_complex'));
  });

  test('pictures in a page that unpack to more than the limit are refused', async () => {
    const inline = `BI /W 9000 /H 9000 /CS /G /BPC 8 /F /Fl ID xx EI\n`.repeat(3);
    await expect(read(makePdf({ pages: [WORDS], drawn: inline }))).rejects.toMatchObject(refusal('too_complex'));
  });
});

test('whatever is changed or cut off in a file, it is read or refused, and never more than that', async () => {
  const whole = makePdf({ pages: [WORDS, WORDS], info: '/Title (Well)' });
  await fc.assert(
    fc.asyncProperty(fc.array(fc.record({ at: fc.nat(whole.byteLength - 1), byte: fc.nat(255) }), { maxLength: 6 }), fc.nat(whole.byteLength), async (changes, cut) => {
      const bytes = whole.slice(0, changes.length > 0 ? whole.byteLength : cut);
      for (const { at, byte } of changes) bytes[at] = byte;
      const outcome = await read(bytes).then(({ format }) => format, (error: unknown) => (isDomainError(error) ? error.details.reason : error));
      expect(['pdf', 'damaged', 'password', 'unmapped_text', 'scanned', 'too_complex']).toContain(outcome);
    }),
    { numRuns: 40 },
  );
});

test('every letter of every page is in the text or among what is told', async () => {
  const line = fc.string({ unit: fc.constantFrom(...'水站边的老人每天，。12aB'), minLength: 1, maxLength: 30 }).filter((text) => text.trim() !== '');
  const words = fc.record({ text: line, x: fc.integer({ min: 40, max: 400 }), y: fc.integer({ min: 40, max: 800 }), size: fc.integer({ min: 8, max: 24 }) });
  await fc.assert(
    fc.asyncProperty(fc.array(fc.array(words, { minLength: 1, maxLength: 8 }), { minLength: 1, maxLength: 3 }), async (pages) => {
      // Letters drawn on one another are a bold one: words stand apart here.
      // What says the same on all pages belongs to them: none does.
      const apart = pages.map((texts, page) => texts.map((one, index) => ({ ...one, text: `${'甲乙丙'[page] ?? ''}${one.text}`, y: 60 + index * 60 })));
      const { text, losses } = await read(makePdf({ pages: apart }));
      const letters = (all: string) => [...all.replace(/[^\p{L}\p{N}]/gu, '')].sort().join('');
      const told = losses.filter(({ code }) => code === 'hidden_text').flatMap(({ texts }) => texts);
      const numbers = losses.some(({ code }) => code === 'page_furniture');
      const without = (all: string) => letters(numbers ? all.replace(/\d/g, '') : all);
      expect(without([text, ...told].join(''))).toBe(without(apart.flat().map((one) => one.text).join('')));
    }),
    { numRuns: 40 },
  );
});
