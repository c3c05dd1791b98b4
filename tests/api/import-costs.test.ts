import { randomBytes } from 'node:crypto';
import sharp from 'sharp';
import { beforeAll, expect, test } from 'vitest';
import { createCast, type Cast } from '../support/people';
import { as } from '../support/client';
import { fileForm } from '../support/file-form';
import { queriesDuring } from '../support/metrics';

let cast: Cast;
beforeAll(async () => void (cast = await createCast()));

const word = () => [...randomBytes(4)].map((byte) => '甲乙丙丁戊己庚辛壬癸'[byte % 10]).join('') + randomBytes(3).toString('hex');

/** Statements that the import of a page takes. */
async function statements(html: string): Promise<number> {
  const { body, type } = await fileForm(`<html><body>${html}</body></html>`, `${word()}.html`);
  const counted = await queriesDuring(async () => {
    const { status, text } = await as(cast.owner).post('/api/import', body, { 'content-type': type });
    expect([status, status === 201 ? '' : text]).toEqual([201, '']);
  });
  return counted['/api/import'] ?? 0;
}

const NUMBERS = '一二三四五六七八九十';
const sections = (count: number) => Array.from({ length: count }, (_, at) => `<h2>${NUMBERS[at]}、第${at}件事</h2><p>${word()}从前没有人管。</p>`).join('');
const page = (count: number) => `<h1>${word()}村修渠记</h1>${sections(count)}`;
const collected = (count: number) => `<h1>${word()}社区治理案例汇编</h1>` + Array.from({ length: count }, (_, at) => `<h1>【案例${NUMBERS[at]}】${word()}路灯</h1>${sections(3)}`).join('');
const pictures = async (count: number) => {
  const made = await Promise.all(Array.from({ length: count }, () => sharp({ create: { width: 8, height: 8, channels: 3, background: `#${randomBytes(3).toString('hex')}` } }).png().toBuffer()));
  return page(2) + made.map((png) => `<p><img src="data:image/png;base64,${png.toString('base64')}"></p>`).join('');
};

/** Statements that one more of a thing takes. */
const each = async (few: string, many: string, more: number) => ((await statements(many)) - (await statements(few))) / more;

test('a section more costs no statement, a case of a collection four, a picture one', async () => {
  expect(await each(page(2), page(9), 7)).toBe(0);
  // The article, its sections, what it then is, and its event.
  expect(await each(collected(2), collected(9), 7)).toBeLessThanOrEqual(4);
  // Whether it came before; all else is done for all of them at once.
  expect(await each(await pictures(1), await pictures(8), 7)).toBeLessThanOrEqual(1);
});
