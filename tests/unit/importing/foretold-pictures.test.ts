import sharp from 'sharp';
import { afterEach, expect, test } from 'vitest';
import { DocumentReaderThread } from '@/server/application/document-reader/client';
import { sketched } from '@/lib/importing/sketches';
import { localDocumentReader } from '@/lib/importing/local-document-reader';
import { makeDocx, p, relation } from './formats/docx/make-docx';

const reader = new DocumentReaderThread();
afterEach(() => reader.close());

const png = () => sharp({ create: { width: 4, height: 4, channels: 3, background: '#c00' } }).png().toBuffer();
/** 50 million pixels in a few bytes: a header says so, and no more is looked at. */
async function vast(): Promise<Buffer> {
  const bytes = await png();
  bytes.writeUInt32BE(10_000, 16);
  bytes.writeUInt32BE(5_000, 20);
  return bytes;
}
const drawn = (id: string, alt = '') => `<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="n" descr="${alt}"/><a:graphic><pic:pic><pic:blipFill><a:blip r:embed="${id}"/></pic:blipFill></pic:pic></a:graphic></wp:inline></w:drawing></w:r></w:p>`;

async function document() {
  const files = { 'a.png': await png(), 'b.emf': Buffer.from([1, 0, 0, 0, 88, 0, 0, 0]), 'c.wmf': Buffer.from([0xd7, 0xcd, 0xc6, 0x9a]), 'd.tiff': Buffer.from('II*\0'), 'e.svg': Buffer.from('<svg xmlns="http://www.w3.org/2000/svg"/>'), 'f.bmp': Buffer.from('BM'), 'g.png': await vast() };
  const body = p('一、背景') + Object.keys(files).map((name) => drawn(name, name === 'b.emf' ? '流程' : '')).join('') + drawn('b.emf', '流程') + p('文。');
  return makeDocx({ body, relations: Object.keys(files).map((name) => relation(name, 'image', `media/${name}`)).join(''), files: Object.fromEntries(Object.entries(files).map(([name, bytes]) => [`word/media/${name}`, bytes])) });
}

test('a preview tells the pictures that the store will refuse, by their kind and place, before anything is saved', async () => {
  const file = { fileName: 'a.docx', bytes: await document() };
  for (const { text, images } of [await localDocumentReader.read(file), await reader.read(file)]) {
    const { refused } = await sketched(images);
    expect(refused).toMatchObject({ code: 'image_refused', count: 7, texts: ['流程 (EMF)', 'c.wmf', 'd.tiff', 'e.svg', 'f.bmp', 'g.png', '流程 (EMF)'] });
    expect(refused!.at.map((at) => text.slice(at, at + 2).trim())).toEqual(['流程', '\uFFFC', '\uFFFC', '\uFFFC', '\uFFFC', '\uFFFC', '流程']);
  }
});

test('a document whose pictures are all taken loses none', async () => {
  const bytes = makeDocx({ body: p('一、背景') + drawn('x') + p('文。'), relations: relation('x', 'image', 'media/a.png'), files: { 'word/media/a.png': await png() } });
  expect((await sketched((await localDocumentReader.read({ fileName: 'a.docx', bytes })).images)).refused).toBeNull();
});
