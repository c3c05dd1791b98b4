import { createElement } from 'react';
import { renderToStaticMarkup } from 'react-dom/server';
import { describe, expect, test } from 'vitest';
import { ArticleReading } from '@/components/content/ArticleReading';
import { SectionView, type SectionViewProps, type ShownSection } from '@/components/content/SectionView';
import { DESK_MEDIA } from '@/lib/content/picture-files';
import { doc, footnote, heading, image, paragraph } from '@/lib/content/build';
import { common as english } from '@/lib/i18n/en/common';
import { common } from '@/lib/i18n/zh-CN/common';

const ASSET = 'a'.repeat(64);
const section = (more: Partial<ShownSection> = {}): ShownSection => ({
  id: '01a22d57-1182-7322-aec1-ab81b7b5aa74',
  kind: 'PRACTICE',
  number: '二',
  heading: '先问<书>为什么没还',
  body: doc([heading(2, '电话', '（一）', 'callsabc01'), paragraph('打了三百个电话。', 'textabc001')]),
  ...more,
});
const html = (props: Omit<SectionViewProps, 'words'>) => renderToStaticMarkup(createElement(SectionView, { words: common, ...props }));

describe('one section', () => {
  test('for readers: kind, number, heading by sense, permalink, and ids of its own', () => {
    const shown = html({ section: section(), locale: 'zh-CN', permalink: '“{heading}”的链接' });
    // Where words end is for the runtime to say.
    expect(shown).toContain('<wbr/>');
    expect(shown.replaceAll('<wbr/>', '')).toBe(
      '<section id="s-b7b5aa74" class="kind-practice"><header><p class="kind">做法</p>' +
        '<h2 class="phrased"><span class="number">二、</span><bdi><span>先问&lt;书&gt;为什么没还</span></bdi></h2>' +
        '<a class="permalink" href="#s-b7b5aa74" aria-label="“先问&lt;书&gt;为什么没还”的链接">§</a></header>' +
        '<div class="text"><h3 id="s-b7b5aa74-callsabc01"><span class="number">（一）</span>电话</h3><p>打了三百个电话。</p></div></section>',
    );
  });

  test('in the browser: the heading as it is, and no link where there are no words for one', () => {
    const shown = html({ section: section() });
    expect(shown).toContain('</span><bdi>先问&lt;书&gt;为什么没还</bdi></h2></header>');
    expect(shown).not.toContain('wbr');
  });

  test('does not say its kind where the heading says it', () => {
    const labelled = (kind: ShownSection['kind'], heading: string, words: SectionViewProps['words'] = common) =>
      renderToStaticMarkup(createElement(SectionView, { words, section: section({ kind, heading }) })).includes('<p class="kind">');
    expect([labelled('PRACTICE', '主要做法'), labelled('OUTCOME', '成效'), labelled('INSIGHT', '启示与思考')]).toEqual([false, false, false]);
    expect([labelled('PRACTICE', '照着图改那40米'), labelled('OUTCOME', '主要做法')]).toEqual([true, true]);
    expect([labelled('PRACTICE', 'Our practice', english), labelled('PRACTICE', '主要做法', english)]).toEqual([false, true]);
  });

  test('without a heading is called by its kind; a closing paragraph has no head', () => {
    expect(html({ section: section({ heading: '', number: '' }) })).toContain('<header><h2><bdi>做法</bdi></h2></header>');
    expect(html({ section: section({ heading: '', number: '', kind: 'OTHER' }) })).toMatch(/^<section id="s-b7b5aa74" class="kind-other"><div class="text">/);
  });

  test('that shows nothing says so on the desk, and nothing to readers', () => {
    const empty = section({ body: doc([paragraph('')]) });
    expect(html({ section: empty, empty: '还没有正文' })).toContain('</header><p class="hint">还没有正文</p></section>');
    expect(html({ section: empty })).toContain('</header><div class="text"></div></section>');
  });
});

test('an article that readers do not see yet takes its pictures from where only its people may read them', () => {
  const picture = section({ body: doc([image({ asset: ASSET, width: 700, height: 400 })]) });
  const props = { lead: '', facts: null, sections: [picture], words: common, noText: '' };
  const shown = renderToStaticMarkup(createElement(ArticleReading, { ...props, noLead: '没有导语' }));
  expect(shown).toContain('<p class="hint">没有导语</p>');
  expect(shown).toContain(`src="${DESK_MEDIA}${ASSET}`);
  expect(shown).not.toContain('"/media/');
  expect(html({ section: picture })).toContain(`src="/media/${ASSET}`);
});

test('within another language a section says that it is Chinese, and only what is so', () => {
  const shown = renderToStaticMarkup(createElement(SectionView, { words: english, section: section(), permalink: 'Link to {heading}' }));
  expect(shown).toContain('<p class="kind">Practice</p><h2 lang="zh-CN">');
  expect(shown).toContain('<div class="text" lang="zh-CN">');
  const own = renderToStaticMarkup(createElement(SectionView, { words: english, section: section({ heading: 'Why', body: doc([paragraph('Because.')]) }) }));
  expect(own).not.toContain('lang=');
  expect(html({ section: section() })).not.toContain('lang=');
});

test('notes are counted through an article', () => {
  const sections = [1, 2].map((number) => section({ id: `01a22d57-1182-7322-aec1-ab81b7b5aa7${number}`, body: doc([paragraph([{ type: 'text', text: '率' }, footnote('甲'), footnote('乙')])]) }));
  const shown = renderToStaticMarkup(createElement(ArticleReading, { lead: '', facts: null, sections, words: common, noText: '' }));
  expect([...shown.matchAll(/doc-noteref"[^>]*>(\d)/g)].map((match) => match[1])).toEqual(['1', '2', '3', '4']);
});
