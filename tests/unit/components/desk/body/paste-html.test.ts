import { describe, expect, it } from 'vitest';
import { textToBody } from '@/components/desk/body/body-text';
import { knownBlocks } from '@/components/desk/body/kept-blocks';
import { pastedText } from '@/components/desk/body/paste-html';
import { emptyBody } from '@/lib/content/schema';

const paste = (html: string, plain = '') => pastedText(html, plain);

describe('HTML that is pasted into a section', () => {
  it('keeps headings, paragraphs, bold, links, lists, quotes and tables in the notation', async () => {
    const html = '<h2>先登记</h2><p>逐户<b>登记</b>，见<a href="https://a.example/x">名册</a>。</p><ul><li>用水</li><li>用电</li></ul><ol><li>甲</li><li>乙</li></ol><blockquote><p>水是命。</p></blockquote><table><tr><th>井</th><th>深</th></tr><tr><td>东</td><td>百米</td></tr></table>';
    expect(await paste(html)).toBe(
      ['## 先登记', '逐户**登记**，见[名册](https://a.example/x)。', '- 用水\n- 用电', '1. 甲\n2. 乙', '> 水是命。', '| 井 | 深 |\n| --- | --- |\n| 东 | 百米 |'].join('\n\n'),
    );
  });

  it('keeps a table with merged cells whole behind one line', async () => {
    const text = (await paste('<table><tr><td colspan="2">井</td></tr><tr><td>东</td><td>百米</td></tr></table>'))!;
    expect(text).toMatch(/^\{\{/);
    const { content } = textToBody(text, emptyBody(), knownBlocks);
    expect(content).toMatchObject([{ type: 'table', content: [{ content: [{ attrs: { colspan: 2 } }] }, {}] }]);
  });

  it('runs nothing, and lets no dangerous address in', async () => {
    const text = await paste('<p>字<script>alert(1)</script><a href="javascript:alert(1)">点</a><img src="data:image/png;base64,AAAA" onerror="alert(1)" alt="图"></p><p>二</p>');
    expect(text).not.toMatch(/alert|javascript|data:/);
    expect(text).toContain('点');
  });

  it('leaves plain text alone: characters that mean something stay what they are', async () => {
    expect(await paste('<meta charset="utf-8"><span>一句话</span>', '一句话')).toBeNull();
    expect(await paste('<p>## 不是标题</p><p>**也不是**</p>')).toBe('\\## 不是标题\n\n\\*\\*也不是\\*\\*');
    expect(await paste('')).toBeNull();
    expect(await paste(`<p>${'长'.repeat(2_000_001)}</p>`, '长')).toBeNull();
  });
});
