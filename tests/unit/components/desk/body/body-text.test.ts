import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { bodyToText, keptBlocks, textToBody } from '@/components/desk/body/body-text';
import { insertImage } from '@/components/desk/body/text-image';
import { image } from '@/lib/content/build';
import { bodySchema, emptyBody, type Block, type Body } from '@/lib/content/schema';

const parse = (content: unknown[]): Body => bodySchema.parse({ type: 'doc', schemaVersion: 1, content });
const read = (text: string) => textToBody(text, emptyBody()).content;
const withoutIds = (value: unknown): unknown =>
  JSON.parse(JSON.stringify(value, (key, inner: unknown) => (key === 'id' ? undefined : inner)));

/** Text that looks like markup as often as not. */
const words = fc
  .oneof(
    { weight: 3, arbitrary: fc.string({ minLength: 1, maxLength: 12 }) },
    {
      weight: 4,
      arbitrary: fc
        .array(fc.constantFrom('党', '小组', '*', '**', '[', ']', '](', '(', ')', '\\', '|', '# ', '## ', '- ', '+', '1. ', '2) ', '> ', '{', '}}', '{{', '<br>', '^', '^[', `![图](${'0a'.repeat(32)})`, '!= ', ' ', '　', '\t', '---', '，', '/a'), { minLength: 1, maxLength: 6 })
        .map((parts) => parts.join('')),
    },
  )
  .map((text) => text.toWellFormed().replace(/[\u0000-\u0008\u000B-\u001F\u007F]/g, '') || '字');
const mark = fc.constantFrom({ type: 'bold' }, { type: 'italic' }, { type: 'link', attrs: { href: '/a_(b)*c' } }, { type: 'link', attrs: { href: 'https://example.org/?q=a|b' } });
const marks = fc.uniqueArray(mark, { maxLength: 3, selector: ({ type }) => type });
const line = fc.oneof({ weight: 4, arbitrary: fc.record({ type: fc.constant('text'), text: words, marks }) }, { weight: 1, arbitrary: fc.record({ type: fc.constant('hardBreak'), marks }) });
const footnote = fc.record({ type: fc.constant('footnote'), content: fc.array(line, { maxLength: 3 }), marks });
const inline = fc.array(fc.oneof({ weight: 5, arbitrary: line }, { weight: 1, arbitrary: footnote }), { maxLength: 4 });
const said = fc.constantFrom(null, '', '-', '公示栏 [一]', '\\', '!= x', '](');
const picture = fc.record({
  type: fc.constant('image'),
  attrs: fc.record({ asset: fc.constant('0a'.repeat(32)), alt: said, caption: said, decorative: fc.boolean(), width: fc.constantFrom(null, 900), height: fc.constantFrom(null, 16_000) }),
});
const paragraph = fc.record({ type: fc.constant('paragraph'), content: inline });
const { flow } = fc.letrec<{ flow: unknown; item: unknown }>((tie) => ({
  flow: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    paragraph,
    picture,
    fc.record({ type: fc.constant('bulletList'), content: fc.array(tie('item'), { minLength: 1, maxLength: 3 }) }),
    fc.record({ type: fc.constant('orderedList'), attrs: fc.record({ start: fc.constantFrom(null, 0, 3, 999_999_999) }), content: fc.array(tie('item'), { minLength: 1, maxLength: 3 }) }),
  ),
  item: fc.record({ type: fc.constant('listItem'), content: fc.array(tie('flow'), { minLength: 1, maxLength: 3 }) }),
}));
const flows = fc.array(flow, { minLength: 1, maxLength: 3 });
const table = fc
  .record({ width: fc.integer({ min: 1, max: 3 }), height: fc.integer({ min: 1, max: 3 }), header: fc.boolean(), caption: fc.constantFrom(null, '积分卡 | 季度', '') })
  .chain(({ width, height, header, caption }) =>
    fc.array(fc.array(fc.oneof({ weight: 5, arbitrary: paragraph.map((only) => [only as unknown]) }, { weight: 1, arbitrary: flows }), { minLength: width, maxLength: width }), { minLength: height, maxLength: height }).map((rows) => ({
      type: 'table',
      attrs: { caption },
      content: rows.map((row, index) => ({ type: 'tableRow', content: row.map((content) => ({ type: header && index === 0 ? 'tableHeader' : 'tableCell', content })) })),
    })),
  );
const heading = fc.record({ type: fc.constant('heading'), attrs: fc.record({ level: fc.constantFrom(2, 3, 4), number: fc.constantFrom(null, '（一）', '1.', '{2}', '\\') }), content: inline });
const block = fc.oneof(flow, heading, table, fc.record({ type: fc.constant('blockquote'), content: flows }));
const bodies = fc.array(block, { maxLength: 6 }).map((content) => bodySchema.safeParse({ type: 'doc', schemaVersion: 1, content }).data).filter((body) => body !== undefined);

describe('body and text', () => {
  it('gives every body back as it was, ids included', () => {
    fc.assert(
      fc.property(bodies, (body) => {
        expect(textToBody(bodyToText(body), body)).toEqual(body);
      }),
      { numRuns: 150 },
    );
  }, 30_000);

  it('reads any text into a body whose text says the same', () => {
    fc.assert(
      fc.property(fc.array(words, { maxLength: 8 }), fc.constantFrom('\n', '\n\n', ' '), (parts, glue) => {
        const body = textToBody(parts.join(glue), emptyBody());
        expect(withoutIds(textToBody(bodyToText(body), body))).toEqual(withoutIds(body));
      }),
      { numRuns: 500 },
    );
  }, 30_000);

  it('writes everyday bodies without a single backslash or placeholder', () => {
    const text = [
      '生产线四班两倒，**会开不齐**，见[办法](https://example.org/a)。',
      '## {（一）} 重画小组的边界',
      '- 按班次设组\n  - 横一班\n  - 横二班\n- 领导编入',
      '3. 先报名\n4. 再核对',
      '> 会开在同一个班上。',
      '|= 积分卡\n| 项目 | 分 |\n| --- | --- |\n| 教育 | 1.5 |',
      '第一行\n第二行^[见《办法》**第三条**，[全文](https://example.org/b)。]',
      `![车间门口的公示栏](${'0a'.repeat(32)}-960x640)\n!= 图 1 积分公示栏`,
      `![-](${'0a'.repeat(32)}-960x640)`,
    ].join('\n\n');
    const body = textToBody(text, emptyBody());
    expect(body.content.map(({ type }) => type)).toEqual(['paragraph', 'heading', 'bulletList', 'orderedList', 'blockquote', 'table', 'paragraph', 'image', 'image']);
    expect(bodyToText(body)).toBe(text);
    expect(bodySchema.parse(body)).toEqual(body);
  });

  it('keeps the ids of blocks that stay, move or change, and of those only', () => {
    const before = parse(['甲', '乙', '丙'].map((text) => ({ type: 'paragraph', content: [{ type: 'text', text }] })));
    const [one, two, three] = before.content.map(({ attrs }) => attrs.id);
    const after = textToBody('新\n\n丙\n\n甲\n\n乙改', before);
    const ids = after.content.map(({ attrs }) => attrs.id);
    expect(ids.slice(1, 3)).toEqual([three, one]);
    expect(ids[0]).not.toBe(one);
    expect(new Set(ids).size).toBe(4);
    expect(textToBody('甲\n\n乙改了\n\n丙', before).content.map(({ attrs }) => attrs.id)).toEqual([one, two, three]);
  });

  it('keeps the ids of notes when the words around them change', () => {
    const before = textToBody('甲^[一]乙^[二]', emptyBody());
    const notes = (body: Body) => (body.content[0] as Extract<Block, { type: 'paragraph' }>).content!.flatMap((node) => (node.type === 'footnote' ? [node.attrs.id] : []));
    const [one, two] = notes(before);
    expect(notes(textToBody('改^[一改]乙^[二]', before))).toEqual([one, two]);
    expect(notes(textToBody('甲乙^[二]', before))).toEqual([two]);
  });

  it('writes what would be read as a picture or a note with a backslash, and names no block for it', () => {
    const hash = '0a'.repeat(32);
    const text = (value: string, href?: string) => ({ type: 'text', text: value, ...(href ? { marks: [{ type: 'link', attrs: { href } }] } : {}) });
    const body = parse([
      { type: 'paragraph', content: [text(`![图](${hash})`)] },
      { type: 'paragraph', content: [text('见^'), text('办法', '/a')] },
      { type: 'paragraph', content: [text('a^[b]')] },
      { type: 'paragraph', content: [{ type: 'footnote', content: [text('[甲] ^['), text('全文', '/a[1]')] }, text('(/b)')] },
      { type: 'image', attrs: { asset: hash, alt: '-', caption: '!= 图' } },
      { type: 'image', attrs: { asset: hash, alt: '[甲](乙)\\' } },
    ]);
    const written = bodyToText(body);
    expect(written).not.toContain('{{');
    expect(textToBody(written, emptyBody()).content.map(withoutIds)).toEqual(body.content.map(withoutIds));
  });

  it('puts a picture behind the paragraph with the cursor, as a block of its own', () => {
    const picture = image({ asset: '0a'.repeat(32), width: 9, height: 6 }, { id: 'p' });
    const line = `![](${'0a'.repeat(32)}-9x6)`;
    expect(insertImage('', 0, picture)).toEqual({ text: line, words: 2 });
    expect(insertImage('甲\n乙\n\n丙', 1, picture)).toEqual({ text: `甲\n乙\n\n${line}\n\n丙`, words: 7 });
    expect(insertImage('甲\n\n', 3, picture).text).toBe(`甲\n\n${line}`);
    expect(insertImage('甲', 1, picture)).toEqual({ text: `甲\n\n${line}`, words: 5 });
  });

  it('names a table with merged cells in one line and puts it back untouched', () => {
    const cell = (text: string, colspan?: number) => ({ type: 'tableCell', attrs: { colspan: colspan ?? null }, content: [{ type: 'paragraph', content: [{ type: 'text', text }] }] });
    const body = parse([
      { type: 'paragraph', content: [{ type: 'text', text: '前' }] },
      { type: 'table', content: [{ type: 'tableRow', content: [cell('合计', 2)] }, { type: 'tableRow', content: [cell('一'), cell('二')] }] },
    ]);
    const text = bodyToText(body);
    expect(text).toMatch(/^前\n\n\{\{\w+ 合计\}\}$/);
    expect(keptBlocks(body)).toHaveLength(1);
    expect(textToBody(text.replace('前', '改'), body).content[1]).toEqual(body.content[1]);
    const line = text.split('\n\n')[1]!;
    const elsewhere = textToBody(`${line}\n\n${line}`, emptyBody(), new Map([[body.content[1]!.attrs.id, body.content[1] as Block]]));
    expect(elsewhere.content.map(({ type }) => type)).toEqual(['table', 'table']);
    expect(bodySchema.safeParse(elsewhere).success).toBe(true);
  });

  it('leaves loose stars and unsafe links as they were typed', () => {
    expect(read('3*4 得十二')).toMatchObject([{ content: [{ text: '3*4 得十二' }] }]);
    expect(read('a^[b')).toMatchObject([{ content: [{ text: 'a^[b' }] }]);
    expect(read('a^[b^[c]d]')).toMatchObject([{ content: [{ text: 'a^[b' }, { type: 'footnote', content: [{ text: 'c' }] }, { text: 'd]' }] }]);
    expect(read('![图](/a.png)')).toMatchObject([{ type: 'paragraph' }]);
    expect(read('[点我](javascript:alert)')).toMatchObject([{ content: [{ text: '[点我](javascript:alert)' }] }]);
    expect(read('**“横班”**制度')).toMatchObject([{ content: [{ text: '“横班”', marks: [{ type: 'bold' }] }, { text: '制度' }] }]);
  });
});
