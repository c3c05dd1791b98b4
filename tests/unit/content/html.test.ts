import { describe, expect, test } from 'vitest';
import { common } from '@/lib/i18n/en/common';
import { blockquote, bold, bulletList, cell, doc, footnote, heading, image, italic, link, orderedList, paragraph, table } from '@/lib/content/build';
import { renderHtml } from '@/lib/content/html';
import { bodySchema } from '@/lib/content/schema';
import { readHtml } from './html-tokens';

const labels = common.html;
const HASH = '0f'.repeat(32);

describe('renderHtml', () => {
  test('headings are one step below their level and bear an id', () => {
    const body = doc([heading(2, '做法', '一', 'a'), heading(3, '步骤', undefined, 'b'), heading(4, '1<2', '(1)', 'c')]);
    expect(renderHtml(body, { idPrefix: 's1-' })).toBe(
      '<h3 id="s1-a"><span class="number">一、</span>做法</h3><h4 id="s1-b">步骤</h4><h5 id="s1-c"><span class="number">(1) </span>1&lt;2</h5>',
    );
  });

  test('text and attributes are escaped', () => {
    const body = doc([paragraph('<script>alert("1")</script> & \'x\''), table([['a']], { caption: '"><script>' })]);
    const html = renderHtml(body, { labels: { ...labels, table: '"' } });
    expect(html).toContain('<p>&lt;script&gt;alert(&quot;1&quot;)&lt;/script&gt; &amp; &#39;x&#39;</p>');
    expect(html).toContain('aria-label="&quot;&gt;&lt;script&gt;"');
    readHtml(html);
  });

  test('marks are joined over neighbours, and a link with a bold word is one link', () => {
    const to = link('/cases/1');
    const body = doc([
      paragraph([
        { type: 'text', text: '前', marks: [to] },
        { type: 'text', text: '中', marks: [to, bold] },
        { type: 'hardBreak', marks: [to, bold] },
        { type: 'text', text: '后', marks: [to, bold, italic] },
        { type: 'text', text: '外', marks: [italic] },
      ]),
    ]);
    expect(renderHtml(body)).toBe('<p><a href="/cases/1">前<strong>中<br><em>后</em></strong></a><em>外</em></p>');
  });

  test('only links to other sites say so', () => {
    const to = (href: string) => renderHtml(doc([paragraph([{ type: 'text', text: 'x', marks: [link(href)] }])]));
    expect(to('https://a.example/?b=1&c="')).toBe('<p><a href="https://a.example/?b=1&amp;c=&quot;" rel="noopener nofollow">x</a></p>');
    expect(to('/a')).toBe('<p><a href="/a">x</a></p>');
    expect(to('mailto:a@b.example')).toBe('<p><a href="mailto:a@b.example">x</a></p>');
  });

  test('lists, quotes and what is blank', () => {
    const body = doc([
      paragraph(''),
      paragraph(' \n\u3000'),
      heading(2, ''),
      bulletList(['甲', [paragraph('乙'), orderedList(['丙'], 3)]]),
      blockquote('一\n\n二'),
    ]);
    expect(renderHtml(body)).toBe(
      '<ul><li><p>甲</p></li><li><p>乙</p><ol start="3"><li><p>丙</p></li></ol></li></ul><blockquote><p>一</p><p>二</p></blockquote>',
    );
    expect(renderHtml(doc([]))).toBe('');
  });

  test('tables scroll by themselves, their headers say what they head', () => {
    const body = bodySchema.parse(
      doc([
        {
          type: 'table',
          attrs: { id: 't', caption: '评分' },
          content: [
            { type: 'tableRow', content: [cell('项目', { colspan: 2 }, 'tableHeader'), cell('分值', undefined, 'tableHeader')] },
            { type: 'tableRow', content: [cell('考勤', { rowspan: 2 }, 'tableHeader'), cell('迟到'), cell('1')] },
            { type: 'tableRow', content: [cell('早退'), cell('')] },
          ],
        },
      ]),
    );
    expect(renderHtml(body)).toBe(
      '<div class="table" tabindex="0" role="group" aria-label="评分"><table><caption>评分</caption><thead>' +
        '<tr><th scope="col" colspan="2"><p>项目</p></th><th scope="col" class="numeric"><p>分值</p></th></tr></thead><tbody>' +
        '<tr><th scope="row" rowspan="2"><p>考勤</p></th><td><p>迟到</p></td><td class="numeric"><p>1</p></td></tr>' +
        '<tr><td><p>早退</p></td><td class="numeric"></td></tr></tbody></table></div>',
    );
    expect(renderHtml(doc([table([['a']])]))).toContain('aria-label="表格"');
    expect(renderHtml(doc([table([['a']])]), { labels })).toContain('aria-label="Table"');
  });

  test('a picture keeps its room free and comes in the widths of the store, smaller ones first', () => {
    const wide = image({ asset: HASH, width: 1200, height: 800 }, { alt: '"公示栏"', caption: '图 1 <积分>', id: 'i' });
    expect(renderHtml(doc([wide]))).toBe(
      `<figure><img src="/media/${HASH}-960.webp" srcset="/media/${HASH}-480.webp 480w, /media/${HASH}-960.webp 960w, /media/${HASH}-1200.webp 1200w"` +
        ' sizes="(min-width: 48rem) 39rem, 100vw" width="1200" height="800" loading="lazy" decoding="async" alt="&quot;公示栏&quot;">' +
        '<figcaption>图 1 &lt;积分&gt;</figcaption></figure>',
    );
    const small = renderHtml(doc([image({ asset: HASH, width: 300, height: 20 })]), { media: '/api/media/', labels });
    expect(small).toBe(`<figure><img src="/api/media/${HASH}-300.webp" width="300" height="20" loading="lazy" decoding="async" alt="Picture"></figure>`);
  });

  test('what is decorative has no words, what is without them says that it is a picture', () => {
    const alt = (attrs: object) => /alt="([^"]*)"/.exec(renderHtml(bodySchema.parse({ type: 'doc', schemaVersion: 1, content: [{ type: 'image', attrs: { asset: HASH, ...attrs } }] })))?.[1];
    expect(alt({ decorative: true })).toBe('');
    expect(alt({ alt: '' })).toBe('图片');
    expect(alt({ alt: '车间', decorative: true })).toBe('车间');
  });

  test('notes are numbered where they stand, and lead there and back; a note without words is none', () => {
    const body = doc([
      heading(2, [{ type: 'text', text: '做法' }, footnote('甲注', 'a')], undefined, 'h'),
      paragraph([{ type: 'text', text: '率', marks: [link('/x'), bold] }, footnote('', 'none'), footnote([{ type: 'text', text: '乙' }, { type: 'hardBreak' }, { type: 'text', text: '注', marks: [bold] }], 'b')]),
    ]);
    const reference = (id: string, number: number) =>
      `\u2060<sup class="note"><a id="p-ref-${id}" href="#p-note-${id}" role="doc-noteref" aria-label="注释 ${number}">${number}</a></sup>`;
    const back = (id: string, number: number) => `<a href="#p-ref-${id}" role="doc-backlink" aria-label="回到正文，注释 ${number}">↩</a>`;
    expect(renderHtml(body, { idPrefix: 'p-' })).toBe(
      `<h3 id="p-h">做法${reference('a', 1)}</h3><p><a href="/x"><strong>率</strong></a>${reference('b', 2)}</p>` +
        `<ol class="notes" aria-label="注释"><li id="p-note-a">甲注 ${back('a', 1)}</li><li id="p-note-b">乙<br><strong>注</strong> ${back('b', 2)}</li></ol>`,
    );
  });
});
