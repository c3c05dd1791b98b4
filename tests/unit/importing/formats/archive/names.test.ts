import { strToU8, zipSync } from 'fflate';
import { expect, test } from 'vitest';
import { openArchive } from '@/lib/importing/formats/archive/archive';
import { readDocument } from '@/lib/importing/read-format';
import { makeDocx, p } from '../docx/make-docx';

const text = async (read: Promise<Uint8Array | null>) => new TextDecoder().decode((await read) ?? strToU8('none'));

test('a file of an archive is found whatever its case and the composition of its characters', async () => {
  const archive = await openArchive(zipSync({ 'Bilder/Cafe\u0301.PNG': strToU8('1'), 'a.txt': strToU8('2'), 'A.txt': strToU8('3') }));
  expect(archive.names).toEqual(['Bilder/Cafe\u0301.PNG', 'a.txt', 'A.txt']);
  expect(await text(archive.read('bilder/CAFÉ.png'))).toBe('1');
  expect(archive.size('bilder/café.png')).toBe(1);
  expect(archive.has('Bilder/Café.PNG')).toBe(true);
  // The very name comes first.
  expect(await text(archive.read('A.txt'))).toBe('3');
  expect(await text(archive.read('a.TXT'))).toBe('2');
  expect(await text(archive.read('b.txt'))).toBe('none');
});

test('a DOCX whose parts are written in another case than its relationships is one', async () => {
  const { unzipSync } = await import('fflate');
  const parts = Object.entries(unzipSync(makeDocx({ body: p('一、背景') }))).map(([name, bytes]) => [name.replace('word/document.xml', 'Word/Document.XML'), bytes] as const);
  const document = await readDocument({ bytes: zipSync(Object.fromEntries(parts)), fileName: 'a.docx' });
  expect(document.text).toBe('一、背景');
});
