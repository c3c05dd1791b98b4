import { expect, test } from 'vitest';
import { addressesOf } from '@/lib/content/addresses';
import { bold, doc, footnote, link, paragraph, type Words } from '@/lib/content/build';
import { firstNotes } from '@/lib/content/footnotes';
import { renderHtml } from '@/lib/content/html';

const to = (text: string, href: string, ...more: (typeof bold)[]) => ({ type: 'text' as const, text, marks: [link(href), ...more] });
const bodyOf = (...lines: Words[]) => doc(lines.map((line) => paragraph(line)));

test('addresses are numbered through all bodies, each once, and not where the text tells them', () => {
  const one = bodyOf([to('年报', 'https://a.example/1'), to('https://b.example', 'https://b.example'), to('a@c.example', 'mailto:a@c.example')]);
  const two = bodyOf([{ type: 'text', text: '见' }, footnote([to('案例', '/cases/7')])], [to('同一年报', 'https://a.example/1')]);
  expect([...addressesOf([one, two])]).toEqual([['https://a.example/1', 1], ['/cases/7', 2]]);
});

test('a link bears its number once, behind all its words, and none where nothing is listed', () => {
  const body = bodyOf([to('年', '/x'), to('报', '/x', bold)]);
  expect(renderHtml(body, { addresses: addressesOf([body]) })).toBe('<p><a href="/x">年<strong>报</strong></a><span class="address" data-number="1"></span></p>');
  expect(renderHtml(body)).not.toContain('span');
});

test('notes are counted through: those without words are none', () => {
  const noted = (...notes: string[]) => bodyOf(notes.map((text) => footnote(text)));
  const bodies = [noted('甲', '乙'), bodyOf('丙'), noted('', '丁'), noted('戊')];
  expect(firstNotes(bodies)).toEqual([1, 3, 3, 4]);
  const shown = bodies.map((body, index) => renderHtml(body, { firstNote: firstNotes(bodies)[index]! })).join('');
  expect([...shown.matchAll(/doc-noteref"[^>]*>(\d+)</g)].map((match) => match[1])).toEqual(['1', '2', '3', '4']);
  expect([...shown.matchAll(/doc-backlink" aria-label="[^"]*?(\d+)"/g)].map((match) => match[1])).toEqual(['1', '2', '3', '4']);
  expect([...shown.matchAll(/<ol class="notes"( start="\d+")?/g)].map((match) => match[1])).toEqual([undefined, ' start="3"', ' start="4"']);
});
