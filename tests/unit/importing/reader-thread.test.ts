import type { Worker } from 'node:worker_threads';
import { afterEach, describe, expect, it } from 'vitest';
import { isDomainError } from '@/lib/platform/errors';
import { importOptions } from '@/lib/importing/plan/plan';
import { DocumentReaderThread } from '@/server/application/document-reader/client';
import { caseText as textOfCase } from '../../support/case-texts';
import { makeDocx, p, relation } from './formats/docx/make-docx';

let reader: DocumentReaderThread;
afterEach(() => reader.close());

const small = () => ({ fileName: 'a.txt', bytes: Buffer.from(textOfCase('柳湾')) });
const large = () => ({ fileName: 'a.txt', bytes: Buffer.from(Array.from({ length: 120_000 }, (_, at) => `一、第${at}条水渠，去年修了三回。`).join('\n')) });
const reasonOf = (work: Promise<unknown>) => work.then(() => 'none', (error: unknown) => (isDomainError(error) ? (error.details.reason ?? error.code) : String(error)));

describe('the thread that reads documents', () => {
  it('reads, prepares and unpacks as the caller would, and tells errors with all that they say', async () => {
    reader = new DocumentReaderThread();
    expect((await reader.read(small())).outline.title).toBe('柳湾村修渠记');
    const { articles, hash } = await reader.prepare(small(), importOptions.parse({ title: '题目' }));
    expect(articles.map(({ title, sections }) => [title, sections.length])).toEqual([['题目', 3]]);
    expect(hash).toMatch(/^[0-9a-f]{64}$/);
    const refused = await reader.prepare(small(), importOptions.parse({ without: [4] })).catch((error: unknown) => error);
    expect(isDomainError(refused) && refused.details.findings?.map(({ path, code }) => `${path} ${code}`)).toEqual(['/without/0 unknown_case']);
    expect(await reasonOf(reader.read({ fileName: 'a.docx', bytes: Buffer.from('x') }))).toBe('damaged');
  });

  it('hands a picture over once that a document shows many times', async () => {
    reader = new DocumentReaderThread();
    const shown = p('一、背景') + '<w:p><w:r><w:drawing><wp:inline><wp:docPr id="1" name="n"/><a:graphic><pic:pic><pic:blipFill><a:blip r:embed="x"/></pic:blipFill></pic:pic></a:graphic></wp:inline></w:drawing></w:r></w:p>'.repeat(9);
    // Not packed, as pictures often are: its bytes are a part of the file's.
    const picture = [Buffer.from('picture'), { level: 0 }] as never;
    const bytes = makeDocx({ body: shown, relations: relation('x', 'image', 'media/a.png'), files: { 'word/media/a.png': picture } });
    const { pictures } = await reader.prepare({ fileName: 'a.docx', bytes }, importOptions.parse({}));
    expect([pictures.length, new Set(pictures.map((one) => one.bytes)).size]).toEqual([9, 1]);
    expect(Buffer.from(pictures[8]!.bytes!).toString()).toBe('picture');
  });

  it('gives each its own answer when many ask at once', async () => {
    reader = new DocumentReaderThread();
    const titles = await Promise.all(['甲', '乙', '丙', '丁'].map((word) => reader.read({ fileName: 'a.txt', bytes: Buffer.from(textOfCase(word)) })));
    expect(titles.map(({ outline }) => outline.title)).toEqual(['甲村修渠记', '乙村修渠记', '丙村修渠记', '丁村修渠记']);
  });

  it('refuses a document that takes too much memory, and reads the next', async () => {
    reader = new DocumentReaderThread({ heap: 48 });
    expect(await reasonOf(reader.prepare(large(), importOptions.parse({})))).toBe('too_complex');
    expect((await reader.read(small())).outline.title).toBe('柳湾村修渠记');
  });

  it('refuses a document that takes too long, and reads the next', async () => {
    reader = new DocumentReaderThread({ longest: 1 });
    expect(await reasonOf(reader.read(large()))).toBe('too_complex');
    await reader.close();
    reader = new DocumentReaderThread();
    expect((await reader.read(small())).outline.title).toBe('柳湾村修渠记');
  });

  it('does not begin what waits for somebody who has left; what others asked goes on', async () => {
    reader = new DocumentReaderThread();
    const leaving = new AbortController();
    let isRead = false;
    const first = reader.read(large()).finally(() => (isRead = true));
    const second = reasonOf(reader.read(small(), leaving.signal));
    const third = reader.read(small());
    leaving.abort();
    expect(await second).toBe('busy');
    expect(isRead).toBe(false);
    expect(await reasonOf(reader.read(small(), leaving.signal))).toBe('busy');
    await first;
    expect((await third).outline.title).toBe('柳湾村修渠记');
  });

  it('ends what takes long for somebody who has left, and reads the next', async () => {
    reader = new DocumentReaderThread({ grace: 1 });
    await reader.read(small());
    const leaving = new AbortController();
    const read = reasonOf(reader.read(large(), leaving.signal));
    leaving.abort();
    expect(await read).toBe('busy');
    expect(reader.isRunning).toBe(false);
    expect((await reader.read(small())).outline.title).toBe('柳湾村修渠记');
  });

  it('outlives an error of its thread while nobody asks', async () => {
    reader = new DocumentReaderThread();
    await reader.read(small());
    const thread: unknown = Reflect.get(reader, 'thread');
    (thread as Worker).emit('error', new Error('out of memory'));
    await (thread as Worker).terminate();
    expect(reader.isRunning).toBe(false);
    expect((await reader.read(small())).outline.title).toBe('柳湾村修渠记');
  });

  it('gives its memory back when nobody asks, and starts again', async () => {
    reader = new DocumentReaderThread({ idle: 1 });
    await reader.read(small());
    await expect.poll(() => reader.isRunning).toBe(false);
    expect((await reader.read(small())).outline.title).toBe('柳湾村修渠记');
  });
});
