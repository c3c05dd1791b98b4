import { expect, test } from 'vitest';
import { fieldsSource } from '@/components/desk/fields-source';
import type { ArticleDesk } from '@/components/desk/use-article';
import type { ArticleView } from '@/lib/domains/articles/view';

const article = { id: 'a', version: 1, title: '', lead: '', category: null, organisation: null, region: null, year: null, field: '' } as unknown as ArticleView;

test.each(['２０１', '二〇一六', '20１６0', '2016年'])('%s is refused as a year before anything is sent', async (year) => {
  let asked = 0;
  const desk = { queue: () => ((asked += 1), Promise.reject(new Error('sent'))), adopt: () => undefined, latest: () => article } as unknown as ArticleDesk;
  const outcome = await fieldsSource(desk, '年份是四位数字').send(article, { year });
  expect([outcome.ok, asked]).toEqual([false, 0]);
});

test.each(['2016', ' ２０１６ ', '20１６'])('%s goes on its way', async (year) => {
  let asked = 0;
  const desk = { queue: () => ((asked += 1), Promise.resolve({ ok: true, data: article })), adopt: () => undefined, latest: () => article } as unknown as ArticleDesk;
  await fieldsSource(desk, '年份是四位数字').send(article, { year });
  expect(asked).toBe(1);
});
