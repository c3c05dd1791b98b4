import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { image } from '../../../lib/content/build';
import { renderHtml } from '../../../lib/content/html';
import { bodySchema, type Body } from '../../../lib/content/schema';
import { toPlainText } from '../../../lib/content/text';
import type { ImportedImage } from '../../../lib/importing/formats/document';
import { markdownBody } from '../../../lib/importing/markdown-body';
import { LIMITS } from '../../../lib/platform/limits';

/** The body in canonical form, and the losses as `code` or `code words`. */
function read(source: string, pictureOf?: (picture: ImportedImage) => ReturnType<typeof image> | null): { body: Body; losses: string[] } {
  const { body, document } = markdownBody(source, pictureOf);
  const losses = document.losses.flatMap(({ code, count, texts }) => [`${code}${count > 1 ? `×${count}` : ''}`, ...texts.map((text) => `${code} ${text}`)]);
  return { body: bodySchema.parse(body), losses };
}

function html(source: string): string {
  const { body, losses } = read(source);
  expect(losses).toEqual([]);
  return renderHtml(body).replace(/ id="[^"]*"/g, '').replace(/href="#[^"]*"/g, 'href="REF"');
}

const STORED = { asset: 'ab'.repeat(32), width: 900, height: 600 };

/** The kinds of the blocks, where `a.png` is a picture of the store and nothing else is. */
function shape(source: string): unknown[] {
  const { body } = read(source, ({ name, alt, caption = '' }) => (name === 'a.png' ? image(STORED, { alt, caption }) : null));
  const of = (nodes: readonly { type: string; attrs?: object; content?: unknown }[]): unknown[] =>
    nodes.map(({ type, attrs, content }) => {
      if (type === 'image') return { ...attrs, id: '' };
      return type === 'paragraph' || type === 'heading' ? type : { [type]: of(content as never) };
    });
  return of(body.content);
}

function kept(source: string): [string, string[]] {
  const { body, losses } = read(source);
  return [toPlainText(body), losses];
}

describe('what a body can hold', () => {
  test.each([
    ['headings', '### 甲\n\n#### 一、乙\n\n##### 丙', '<h3>甲</h3><h4>一、乙</h4><h5>丙</h5>'],
    ['bold beside Chinese', '**“横班”**制度，*斜*体', '<p><strong>“横班”</strong>制度，<em>斜</em>体</p>'],
    ['a soft break in Chinese', '第一行\n第二行\nEnglish\nline', '<p>第一行第二行 English line</p>'],
    ['a soft break beside a mark', '第一行**粗**\n第二行', '<p>第一行<strong>粗</strong>第二行</p>'],
    ['breaks, each of which begins a paragraph', 'a  \nb\\\nc<br>d', '<p>a</p><p>b</p><p>c</p><p>d</p>'],
    ['links', '[甲](https://a.example/?x=1) [乙](/cases/1) <mailto:a@b.example>', '<p><a href="https://a.example/?x=1" rel="noopener nofollow">甲</a> <a href="/cases/1">乙</a> <a href="mailto:a@b.example">mailto:a@b.example</a></p>'],
    ['a link by reference', '[甲][x]\n\n[x]: https://a.example', '<p><a href="https://a.example" rel="noopener nofollow">甲</a></p>'],
    ['a bare link that Chinese follows', '见https://a.example/b。然后', '<p>见<a href="https://a.example/b" rel="noopener nofollow">https://a.example/b</a>。然后</p>'],
    ['nested lists', '- 甲\n  1. 乙\n\n     丙\n- 丁', '<ul><li><p>甲</p><ol><li><p>乙</p><p>丙</p></li></ol></li><li><p>丁</p></li></ul>'],
    ['a list that starts later', '3. 甲\n4. 乙', '<ol start="3"><li><p>甲</p></li><li><p>乙</p></li></ol>'],
    ['an empty item, which says nothing', '-\n- a', '<ul><li><p>a</p></li></ul>'],
    ['quotes', '> 甲\n>\n> - 乙', '<blockquote><p>甲</p><ul><li><p>乙</p></li></ul></blockquote>'],
    [
      'tables',
      '| 项目 | 分值 |\n|:--|--:|\n| **考勤** | 10 |\n| 纪律 |',
      '<div class="table" tabindex="0" role="group" aria-label="表格"><table><thead><tr><th scope="col"><p>项目</p></th><th scope="col" class="numeric"><p>分值</p></th></tr></thead><tbody><tr><td><p><strong>考勤</strong></p></td><td class="numeric"><p>10</p></td></tr><tr><td><p>纪律</p></td><td class="numeric"></td></tr></tbody></table></div>',
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
    ['in a heading and in a table', '### 甲![乙](a.png)\n\n| ![丙](a.png) |\n|---|', ['heading', picture({ alt: '乙' }), { table: [{ tableRow: [{ tableHeader: [picture({ alt: '丙' })] }] }] }]],
    ['from elsewhere', '甲![乙](b.png)', ['paragraph']],
    ['with too many words', `![${'乙'.repeat(600)}](a.png)`, [picture({ alt: '乙'.repeat(500) })]],
  ])('a picture %s', (_, source, expected) => expect(shape(source)).toEqual(expected));
});

describe('what it cannot hold keeps its words, and what is lost is named', () => {
  test.each([
    ['an image', '甲\n\n![图一](a.png "t") 乙', '甲\n图一 乙', ['linked_image', 'linked_image a.png']],
    ['an image without words', '![](a.png)', '', ['linked_image', 'linked_image a.png']],
    ['block HTML', '<div>甲 &amp; <b>乙</b></div>\n<!-- 丙 -->', '甲 & 乙', []],
    ['inline HTML', '甲<u>乙</u>', '甲乙', []],
    ['a script', '甲\n\n<script>alert(1)</script>', '甲', []],
    ['code', '```js\na <b>\n  c\n```', 'js\na <b>\n  c', ['code']],
    ['inline code', '`a*b*`', 'a*b*', ['code']],
    ['strikethrough', '~~甲~~', '甲', ['strikethrough']],
    ['a rule', '甲\n\n---\n\n乙', '甲\n乙', ['rule']],
    ['a footnote that nothing refers to', '甲\n\n[^1]: 乙', '甲\n[1] 乙', []],
    ['a footnote for the second time', '甲[^1]乙[^1]\n\n[^1]: 丙', '甲乙[1]\n[1] 丙', []],
    ['a footnote in a footnote', '甲[^1]\n\n[^1]: 乙[^2]\n\n[^2]: 丙', '甲\n[2] 丙\n[1] 乙[2]', []],
    ['a footnote defined in a footnote', '甲[^1]\n\n[^1]: 乙\n\n    [^2]: 丙', '甲\n[1] 乙 [2] 丙', []],
    ['a footnote defined in itself', '[^1]|\n\n[^1]: [^1]: 甲', '|\n[1] [1] 甲', []],
    ['a list in a footnote', '甲[^1]\n\n[^1]: 乙\n\n    - 丙\n    - 丁', '甲\n[1] 乙 丙 丁', []],
    ['tasks', '- [x] 甲\n- [ ] 乙', '- [x] 甲\n- [ ] 乙', ['task×2']],
    ['a bad link', '[甲](javascript:alert(1)) [乙](a.html)', '甲 乙', []],
    ['a link title', '[甲](/a "乙")', '甲', ['link_title']],
    ['a definition nobody uses', '甲\n\n[x]: /a', '甲', ['unused_definition', 'unused_definition x /a']],
    ['the first definition holds', '[甲][x]\n\n[x]: /a\n[x]: /b', '甲', ['unused_definition', 'unused_definition x /b']],
    ['headings too high or low', '# 甲\n\n###### 乙', '甲\n乙', []],
    ['a heading in a list', '- ### 甲', '- 甲', []],
    ['a quote in a quote', '> > 甲', '甲', []],
    ['a table in a quote', '> | a | b |\n> |---|---|\n> | 1 | 2 |', 'a\tb\n1\t2', []],
    ['control characters', 'a\u0000b\n\nc\u0001\uD800d\uFDD0', 'ab\nc\uFFFDd', ['control×3']],
  ])('%s', (_, source, text, losses) => expect(kept(source)).toEqual([text, losses]));

  test('headings that are too high or too low are the highest and the lowest', () => {
    const { body } = read('# 甲\n\n###### 乙');
    expect(body.content).toMatchObject([{ type: 'heading', attrs: { level: 2 } }, { type: 'heading', attrs: { level: 4 } }]);
  });

  test('a heading that is too long becomes a paragraph', () => {
    const { body } = read(`### ${'长'.repeat(LIMITS.heading + 1)}`);
    expect(body.content).toMatchObject([{ type: 'paragraph', content: [{ text: '长'.repeat(LIMITS.heading + 1) }] }]);
  });

  test('a table that is too wide becomes lines', () => {
    const { body } = read(`${'|a'.repeat(31)}|\n${'|-'.repeat(31)}|`);
    expect(body.content).toMatchObject([{ type: 'paragraph' }]);
    expect(toPlainText(body).split('\t')).toHaveLength(31);
  });

  test('lists that are too deep become paragraphs', () => {
    const [text] = kept(Array.from({ length: 12 }, (_, index) => `${'  '.repeat(index)}- 第${index}层`).join('\n'));
    const words = text.split('\n').map((line) => line.trim());
    expect(words).toEqual(Array.from({ length: 12 }, (_, index) => `${index < 6 ? '- ' : ''}第${index}层`));
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
    ['comments that end', '<!-- -->'.repeat(50_000) + '甲'],
    ['more than a body holds', '字\n'.repeat(200_000) + '甲'],
  ])('%s: soon, no error, the words are there', (_, source) => {
    const start = performance.now();
    const { body, document } = markdownBody(source);
    expect(performance.now() - start).toBeLessThan(10_000);
    expect(document.text).toContain('甲');
    expect(toPlainText(body)).toContain('甲');
  }, 20_000);

  test('what was kept from the parser comes back as it was', () => {
    const source = `${'['.repeat(40)}甲 *乙* _丙_ ~丁~ !戊${']'.repeat(40)}`;
    expect(kept(`${source}\n\n**己**`)).toEqual([`${source}\n己`, ['deep_nesting']]);
    const address = `${'['.repeat(40)} https://a.example/b_c`;
    expect(renderHtml(markdownBody(address).body)).toContain('href="https://a.example/b_c"');
  });

  test('any text becomes a body that the schema accepts, with nothing dangerous in it', () => {
    const piece = fc.constantFrom('# ', '### ', '- ', '1. ', '> ', '  ', '\n', '\n\n', '**', '*', '_', '~~', '`', '```\n', '[', '](', ')', '![', '<b>', '<!--', '|', '|-|\n', '[^1]', '[^1]: ', '[x]: /a', 'javascript:', 'https://a.example', '。', '甲', 'a', '\\', '&amp;', '\u0000', '\uD800', '\t', '---\n', '- [ ] ');
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
        const { body } = read(pieces.join(''));
        expect(bodySchema.parse(body)).toEqual(body);
        expect(renderHtml(body)).not.toContain('href="javascript');
      }),
      { numRuns: 300 },
    );
  }, 20_000);
});
