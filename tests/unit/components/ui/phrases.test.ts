import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { Phrases } from '@/components/ui/Phrases';

const html = (text: string) => renderToStaticMarkup(createElement(Phrases, { text, locale: 'zh-CN' }));

test.each(['门诊一年跌倒31起', '山塘护林2023年试点', '社区AI巡查', '用Python写的', '第3次α测试'])('%s: a break between two scripts gives back the space that it takes', (title) => {
  const shown = html(title);
  // Between a Chinese character and a letter or figure there is no break without the space, whichever comes first; elsewhere no space.
  expect(shown).not.toMatch(/\p{Script=Han}<wbr\/>[\p{Script=Latin}\p{Script=Greek}\p{Nd}]|[\p{Script=Latin}\p{Script=Greek}\p{Nd}]<wbr\/>\p{Script=Han}/u);
  expect(shown).toMatch(/<span class="gap"><wbr\/><\/span>/);
  expect(shown).not.toMatch(/\p{Script=Han}<span class="gap"><wbr\/><\/span>\p{Script=Han}/u);
  expect(shown.replace(/<[^>]*>/g, '')).toBe(title);
});

test('a figure and its unit are one word', () => {
  expect(html('跌倒31起')).toContain('>31起');
  expect(html('护林员48名以上')).toContain('48名');
});
