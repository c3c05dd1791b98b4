import { describe, expect, it } from 'vitest';
import { outline } from '@/lib/text/outline/outline';
import { printed } from '@/lib/text/outline/surface';

const text = '这里有一段不长也不短的正文，说的是镇上的事情，说了很久也没有说完。';
const read = (...lines: string[]) => printed(outline(lines.join('\n')));

describe('collections', () => {
  it('keep the mark in titles that would not tell the cases apart', () => {
    const { title, cases } = read('护渠材料二则', '篇一：护渠材料', text, '篇二：护渠材料', text);
    expect(title).toBe('护渠材料二则');
    expect(cases.map((one) => one.title)).toEqual(['护渠材料（篇一）', '护渠材料（篇二）']);
  });

  it('set the mark apart from titles that do', () => {
    const { cases } = read('护渠案例选', '案例1 水渠夜巡', text, '案例2 堤上新村', text);
    expect(cases.map(({ title, marker }) => [title, marker])).toEqual([['水渠夜巡', '案例1'], ['堤上新村', '案例2']]);
  });

  it.each([
    ['【护渠范文】一', '【护渠范文】二', '护渠范文一'],
    ['护渠工作总结 篇1', '护渠工作总结 篇2', '护渠工作总结 篇1'],
    ['护渠工作总结（一）', '护渠工作总结（二）', '护渠工作总结（一）'],
    ['第1篇', '第2篇', '第1篇'],
  ])('are told by %s and %s', (first, second, title) => {
    const { cases } = read('护渠经验', first, text, second, text);
    expect(cases).toHaveLength(2);
    expect(cases[0]).toEqual({ title, body: text, sections: [] });
  });

  it('are not made of examples inside a section, nor of one mark', () => {
    expect(read('护渠经验', '一、做法', text, '案例一：夜巡', text, '案例二：清淤', text).cases).toHaveLength(1);
    expect(read('护渠经验', '案例一：夜巡', text).cases).toHaveLength(1);
  });

  it('lose a contents list and keep the introduction', () => {
    const { lead, cases, stripped } = read('护渠案例选', text, '目录', '案例一 夜巡', '案例二 清淤', '案例一', '夜巡', text, '案例二', '清淤', text);
    expect(lead).toBe(text);
    expect(cases.map(({ title }) => title)).toEqual(['夜巡', '清淤']);
    expect(stripped).toEqual(['目录', '案例一 夜巡', '案例二 清淤']);
  });
});

describe('the front of a document', () => {
  it.each([
    ['某县护渠\n——在现场会上的发言', '某县护渠——在现场会上的发言', undefined],
    ['案例名称：一渠清水\n申报单位：某县水务局', '一渠清水', '申报单位：某县水务局'],
    ['某县水务局\n一渠清水进万家工作纪实', '一渠清水进万家工作纪实', '某县水务局'],
    ['2023-05-06 来源：某网 浏览：12\n一渠清水', '一渠清水', undefined],
    ['一渠清水_某某范文网\n一渠清水进万家\n一渠清水进万家', '一渠清水进万家', undefined],
  ])('%j', (head, title, byline) => {
    const found = read(head, text);
    expect([found.title, found.cases[0]?.byline]).toEqual([title, byline]);
  });

  it('may be missing', () => {
    expect(read(text, text).title).toBe('');
    expect(read('')).toEqual({ title: '', cases: [{ title: '', sections: [] }], stripped: [] });
  });
});
