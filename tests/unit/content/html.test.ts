import { describe, expect, test } from 'vitest';
import { blockquote, bold, bulletList, cell, doc, heading, italic, link, orderedList, paragraph, table } from '@/lib/content/build';
import { renderHtml } from '@/lib/content/html';
import { bodySchema } from '@/lib/content/schema';
import { readHtml } from './html-tokens';

describe('renderHtml', () => {
  test('headings are one step below their level and bear an id', () => {
    const body = doc([heading(2, '做法', '一', 'a'), heading(3, '步骤', undefined, 'b'), heading(4, '1<2', '(1)', 'c')]);
    expect(renderHtml(body, { idPrefix: 's1-' })).toBe(
      '<h3 id="s1-a"><span class="number">一、</span>做法</h3><h4 id="s1-b">步骤</h4><h5 id="s1-c"><span class="number">(1) </span>1&lt;2</h5>',
    );
  });

  test('text and attributes are escaped', () => {
    const body = doc([paragraph('<script>alert("1")</script> & \'x\''), table([['a']], { caption: '"><script>' })]);
    const html = renderHtml(body, { tableLabel: '"' });
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
      '<div class="table" tabindex="0" role="group" aria-label="评分"><table><caption>评分</caption><tbody>' +
        '<tr><th scope="col" colspan="2"><p>项目</p></th><th scope="col"><p>分值</p></th></tr>' +
        '<tr><th scope="row" rowspan="2"><p>考勤</p></th><td><p>迟到</p></td><td><p>1</p></td></tr>' +
        '<tr><td><p>早退</p></td><td></td></tr></tbody></table></div>',
    );
    expect(renderHtml(doc([table([['a']])]))).toContain('aria-label="表格"');
    expect(renderHtml(doc([table([['a']])]), { tableLabel: 'Table' })).toContain('aria-label="Table"');
  });
});
