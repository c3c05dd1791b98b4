import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { renderHtml } from '@/lib/content/html';
import { fromMarkdown } from '@/lib/content/markdown';
import { bodySchema } from '@/lib/content/schema';
import { toPlainText } from '@/lib/content/text';
import { LIMITS } from '@/lib/platform/limits';

function html(source: string): string {
  const { body, findings } = fromMarkdown(source);
  expect(findings).toEqual([]);
  expect(bodySchema.parse(body)).toEqual(body);
  return renderHtml(body).replace(/ id="[^"]*"/g, '').replace(/href="#[^"]*"/g, 'href="REF"');
}

const STORED = { asset: 'ab'.repeat(32), width: 900, height: 600 };

/** The kinds of the blocks, where `a.png` is a picture of the store and nothing else is. */
function shape(source: string): unknown[] {
  const { body, findings } = fromMarkdown(source, (url) => (url === 'a.png' ? STORED : undefined));
  const of = (nodes: readonly { type: string; attrs?: object; content?: unknown }[]): unknown[] =>
    nodes.map(({ type, attrs, content }) => {
      if (type === 'image') return { ...attrs, id: '' };
      return type === 'paragraph' || type === 'table' || type === 'heading' ? type : { [type]: of(content as never) };
    });
  expect(bodySchema.parse(body)).toEqual(body);
  return [...of(body.content), ...findings];
}

function kept(source: string): [string, string[]] {
  const { body, findings } = fromMarkdown(source);
  bodySchema.parse(body);
  return [toPlainText(body), findings];
}

describe('what a body can hold', () => {
  test.each([
    ['headings', '### 甲\n\n#### 一、乙\n\n##### 丙', '<h3>甲</h3><h4>一、乙</h4><h5>丙</h5>'],
    ['bold beside Chinese', '**“横班”**制度，*斜*体', '<p><strong>“横班”</strong>制度，<em>斜</em>体</p>'],
    ['a soft break in Chinese', '第一行\n第二行\nEnglish\nline', '<p>第一行第二行 English line</p>'],
    ['a soft break beside a mark', '第一行**粗**\n第二行', '<p>第一行<strong>粗</strong>第二行</p>'],
    ['breaks', 'a  \nb\\\nc<br>d', '<p>a<br>b<br>c<br>d</p>'],
    ['links', '[甲](https://a.example/?x=1) [乙](/cases/1) <mailto:a@b.example>', '<p><a href="https://a.example/?x=1" rel="noopener nofollow">甲</a> <a href="/cases/1">乙</a> <a href="mailto:a@b.example">mailto:a@b.example</a></p>'],
    ['a link by reference', '[甲][x]\n\n[x]: https://a.example', '<p><a href="https://a.example" rel="noopener nofollow">甲</a></p>'],
    ['a bare link that Chinese follows', '见https://a.example/b。然后', '<p>见<a href="https://a.example/b" rel="noopener nofollow">https://a.example/b</a>。然后</p>'],
    ['nested lists', '- 甲\n  1. 乙\n\n     丙\n- 丁', '<ul><li><p>甲</p><ol><li><p>乙</p><p>丙</p></li></ol></li><li><p>丁</p></li></ul>'],
    ['a list that starts later', '3. 甲\n4. 乙', '<ol start="3"><li><p>甲</p></li><li><p>乙</p></li></ol>'],
    ['an empty item', '-\n- a', '<ul><li></li><li><p>a</p></li></ul>'],
    ['quotes', '> 甲\n>\n> - 乙', '<blockquote><p>甲</p><ul><li><p>乙</p></li></ul></blockquote>'],
    [
      'tables',
      '| 项目 | 分值 |\n|:--|--:|\n| **考勤** | 10 |\n| 纪律 |',
      '<div class="table" tabindex="0" role="group" aria-label="表格"><table><tbody><tr><th scope="col"><p>项目</p></th><th scope="col"><p>分值</p></th></tr><tr><td><p><strong>考勤</strong></p></td><td><p>10</p></td></tr><tr><td><p>纪律</p></td><td></td></tr></tbody></table></div>',
    ],
    [
      'a note, with a soft break behind it',
      '甲[^a]\n乙\n\n[^a]: 见**办法**\n\n    第二段',
      '<p>甲\u2060<sup class="note"><a href="REF" role="doc-noteref" aria-label="注释 1">1</a></sup>乙</p><ol class="notes" aria-label="注释"><li>见<strong>办法</strong><br>第二段 <a href="REF" role="doc-backlink" aria-label="回到正文，注释 1">↩</a></li></ol>',
    ],
    ['escapes and entities', '\\*a\\* &amp; &lt;b&gt; 1 < 2', '<p>*a* &amp; &lt;b&gt; 1 &lt; 2</p>'],
    ['nothing', ' \n\n', ''],
  ])('%s', (_, source, expected) => expect(html(source)).toBe(expected));

  const picture = (words: object) => ({ id: '', ...STORED, ...words });
  test.each([
    ['alone in its paragraph', '![公示栏](a.png "图 1")', [picture({ alt: '公示栏', caption: '图 1' })]],
    ['in a line, behind the paragraph', '甲![乙](a.png)丙\n\n丁', ['paragraph', picture({ alt: '乙' }), 'paragraph']],
    ['in a link, by reference, without words', '[![][x]](/cases/1)\n\n[x]: a.png', [picture({})]],
    ['in an item', '- 甲\n\n  ![乙](a.png)\n- 丙', [{ bulletList: [{ listItem: ['paragraph', picture({ alt: '乙' })] }, { listItem: ['paragraph'] }] }]],
    ['in a heading and in a table', '### 甲![乙](a.png)\n\n| ![丙](a.png) |\n|---|', ['heading', picture({ alt: '乙' }), 'table', picture({ alt: '丙' })]],
    ['from elsewhere', '甲![乙](b.png)', ['paragraph', 'image:1']],
    ['with too many words', `![${'乙'.repeat(600)}](a.png)`, [picture({ alt: '乙'.repeat(500) })]],
  ])('a picture %s', (_, source, expected) => expect(shape(source)).toEqual(expected));
});

describe('what it cannot hold keeps its words, and is named with its line', () => {
  test.each([
    ['an image', '甲\n\n![图一](a.png "t") 乙', '甲\n图一 乙', ['image:3']],
    ['an image without words', '![](a.png)', '', ['image:1']],
    ['block HTML', '<div>甲 &amp; <b>乙</b></div>\n<!-- 丙 -->', '甲 & 乙', ['html:1']],
    ['inline HTML', '甲<u>乙</u>', '甲乙', ['html:1']],
    ['a script', '<script>alert(1)</script>', 'alert(1)', ['html:1']],
    ['code', '```js\na <b>\n  c\n```', 'a <b>\n  c', ['code:1']],
    ['inline code', '`a*b*`', 'a*b*', ['code:1']],
    ['strikethrough', '~~甲~~', '甲', ['strikethrough:1']],
    ['a rule', '甲\n\n---\n\n乙', '甲\n乙', ['thematic_break:3']],
    ['a footnote that nothing refers to', '甲\n\n[^1]: 乙', '甲\n[1]\n乙', ['footnote:3']],
    ['a footnote for the second time', '甲[^1]乙[^1]\n\n[^1]: 丙', '甲乙[1]\n[1] 丙', ['footnote:1']],
    ['a footnote in a footnote', '甲[^1]\n\n[^1]: 乙[^2]\n\n[^2]: 丙', '甲\n[2]\n丙\n[1] 乙[2]', ['footnote:3', 'footnote:5']],
    ['a list in a footnote', '甲[^1]\n\n[^1]: 乙\n\n    - 丙\n    - 丁', '甲\n[1] 乙 丙 丁', ['nested_block:5', 'nested_block:6']],
    ['tasks', '- [x] 甲\n- [ ] 乙', '- [x] 甲\n- [ ] 乙', ['task:1', 'task:2']],
    ['a bad link', '[甲](javascript:alert(1)) [乙](a.html)', '甲 乙', ['bad_link:1']],
    ['a link title', '[甲](/a "乙")', '甲', ['link_title:1']],
    ['a definition nobody uses', '甲\n\n[x]: /a', '甲', ['definition:3']],
    ['the first definition holds', '[甲][x]\n\n[x]: /a\n[x]: /b', '甲', ['definition:4']],
    ['headings too high or low', '# 甲\n\n###### 乙', '甲\n乙', ['heading_level:1', 'heading_level:3']],
    ['a heading in a list', '- ### 甲', '- 甲', ['nested_block:1']],
    ['a quote in a quote', '> > 甲', '甲', ['nested_block:1']],
    ['a table in a quote', '> | a | b |\n> |---|---|\n> | 1 | 2 |', 'a\tb\n1\t2', ['nested_block:1']],
    ['control characters', 'a\u0000b\n\nc\u0001\uD800d\uFDD0', 'a\uFFFDb\nc\uFFFD\uFFFDd\uFFFD', ['unstorable_text:1', 'unstorable_text:3']],
  ])('%s', (_, source, text, findings) => expect(kept(source)).toEqual([text, findings]));

  test('a heading that is too long becomes a paragraph', () => {
    const [text, findings] = kept(`### ${'长'.repeat(LIMITS.heading + 1)}`);
    expect(text).toHaveLength(LIMITS.heading + 1);
    expect(findings).toEqual(['heading_too_long:1']);
  });

  test('a table that is too wide becomes lines', () => {
    const [text, findings] = kept(`${'|a'.repeat(31)}|\n${'|-'.repeat(31)}|`);
    expect(text.split('\t')).toHaveLength(31);
    expect(findings).toEqual(['too_many_columns:1']);
  });

  test('lists that are too deep become paragraphs', () => {
    const [text, findings] = kept(Array.from({ length: 12 }, (_, index) => `${'  '.repeat(index)}- 第${index}层`).join('\n'));
    for (let index = 0; index < 12; index += 1) expect(text).toContain(`第${index}层`);
    expect(findings.every((finding) => finding.startsWith('too_deep:'))).toBe(true);
    expect(findings).toHaveLength(6);
  });
});

describe('hostile sources', () => {
  test.each([
    ['quotes', '>'.repeat(100_000) + '甲'],
    ['dashes', '- '.repeat(50_000) + '甲'],
    ['both', '> - 1. '.repeat(20_000) + '甲'],
    ['nested images', '!['.repeat(20_000) + '甲' + '](b)'.repeat(20_000)],
    ['nested emphasis', '*a '.repeat(20_000) + '甲' + 'a* '.repeat(20_000)],
    ['footnotes in footnotes', '[^a]: '.repeat(30_000) + '甲'],
    ['links never closed', '[a]('.repeat(50_000) + '甲'],
    ['a list without end', '- a\n'.repeat(50_000) + '- 甲'],
    ['an indentation without end', `- a\n${' '.repeat(200_000)}甲`],
    ['comments', '<!--'.repeat(50_000) + '甲'],
    ['more than a body holds', '字\n'.repeat(200_000) + '甲'],
  ])('%s: soon, no error, the words are there', (_, source) => {
    const start = performance.now();
    const { body, findings } = fromMarkdown(source);
    expect(performance.now() - start).toBeLessThan(10_000);
    if (!findings.includes('html:1')) expect(toPlainText(body)).toContain('甲');
    expect(findings.length).toBeGreaterThan(0);
  }, 20_000);

  test('what was kept from the parser comes back as it was', () => {
    const source = `${'['.repeat(40)}甲 *乙* _丙_ ~丁~ !戊${']'.repeat(40)}`;
    expect(kept(`${source}\n\n**己**`)).toEqual([`${source}\n己`, ['too_deep:1']]);
    const address = `${'['.repeat(40)} https://a.example/b_c`;
    expect(renderHtml(fromMarkdown(address).body)).toContain('href="https://a.example/b_c"');
  });

  test('any text becomes a body that the schema accepts, with nothing dangerous in it', () => {
    const piece = fc.constantFrom('# ', '### ', '- ', '1. ', '> ', '  ', '\n', '\n\n', '**', '*', '_', '~~', '`', '```\n', '[', '](', ')', '![', '<b>', '<!--', '|', '|-|\n', '[^1]', '[^1]: ', '[x]: /a', 'javascript:', 'https://a.example', '。', '甲', 'a', '\\', '&amp;', '\u0000', '\uD800', '\t', '---\n', '- [ ] ');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const { body } = fromMarkdown(pieces.join(''));
        expect(bodySchema.parse(body)).toEqual(body);
        expect(renderHtml(body)).not.toContain('href="javascript');
      }),
      { numRuns: 300 },
    );
  }, 20_000);
});
