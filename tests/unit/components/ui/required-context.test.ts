import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { expect, test } from 'vitest';
import { requiredContext } from '@/components/ui/required-context';

test('a required context gives what its provider has, and outside of it names the provider', () => {
  const [Provider, useValue] = requiredContext<{ word: string }>('WordProvider');
  const Word = () => useValue().word;
  expect(renderToStaticMarkup(createElement(Provider, { value: { word: '案例' } }, createElement(Word)))).toBe('案例');
  expect(() => renderToStaticMarkup(createElement(Word))).toThrow('Outside of WordProvider');
});
