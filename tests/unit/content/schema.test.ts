import { describe, expect, test } from 'vitest';
import { blockquote, bold, bulletList, cell, doc, footnote, heading, image, italic, link, orderedList, paragraph, table } from '@/lib/content/build';
import { BLOCK_ID, newBlockId } from '@/lib/content/ids';
import { bodySchema, EMPTY_BODY, emptyBody, isEmptyBody } from '@/lib/content/schema';
import { LIMITS } from '@/lib/platform/limits';
import { bodyOf, findingsOf, lineOf } from './findings';

const item = (...content: unknown[]) => ({ type: 'listItem', content });
const HASH = '0a'.repeat(32);
const shown = (attrs: object) => ({ type: 'image', attrs: { asset: HASH, ...attrs } });
const text = (value: string, ...marks: unknown[]) => ({ type: 'text', text: value, marks });

describe('what is accepted', () => {
  test('a body with every node comes out as it went in', () => {
    const body = doc([
      heading(2, '基本做法', '一', 'h1'),
      paragraph([
        { type: 'text', text: '普通' },
        { type: 'text', text: '链接', marks: [link('https://example.com/a'), bold, italic] },
        { type: 'hardBreak' },
        { type: 'text', text: '第二行' },
        footnote('见办法第三条', 'n1'),
      ]),
      image({ asset: HASH, width: 1200, height: 800 }, { alt: '公示栏', caption: '图 1' }),
      bulletList(['甲', [paragraph('乙'), orderedList(['一', '二'], 3)]]),
      blockquote('引文'),
      table([['项目', '分值'], ['考勤', '10']], { caption: '评分表' }),
    ]);
    expect(bodySchema.parse(body)).toEqual(body);
  });

  test('missing ids are given, and each block has its own', () => {
    const body = bodySchema.parse(
      bodyOf({ type: 'paragraph' }, { type: 'heading', attrs: { level: 2 } }, { type: 'bulletList', content: [item({ type: 'paragraph', attrs: { id: null } })] }),
    );
    const ids = [...JSON.stringify(body).matchAll(/"id":"([^"]*)"/g)].map((match) => match[1]);
    expect(ids).toHaveLength(5);
    expect(new Set(ids).size).toBe(5);
    for (const id of ids) expect(id).toMatch(/^[a-z0-9]{8,10}$/);
  });

  test('what says nothing is dropped, marks get one order, texts alike are joined', () => {
    const body = bodySchema.parse(
      bodyOf(
        { type: 'paragraph', attrs: { id: 'a' }, content: [] },
        { type: 'heading', attrs: { id: 'b', level: 3, number: null }, content: [text('甲'), { type: 'text', text: '乙' }] },
        { type: 'paragraph', attrs: { id: 'c' }, content: [text('丙', { type: 'italic' }, { type: 'bold' })] },
        { type: 'orderedList', attrs: { id: 'd', start: 1 }, content: [{ ...item({ type: 'paragraph', attrs: { id: 'f' } }), attrs: { id: 'e' } }] },
        {
          type: 'table',
          attrs: { id: 'g', caption: null },
          content: [{ type: 'tableRow', content: [{ type: 'tableCell', attrs: { colspan: 1, rowspan: null }, content: [{ type: 'paragraph', attrs: { id: 'h' } }] }] }],
        },
      ),
    );
    expect(JSON.parse(JSON.stringify(body))).toStrictEqual(JSON.parse(JSON.stringify(
      bodyOf(
        { type: 'paragraph', attrs: { id: 'a' } },
        { type: 'heading', attrs: { id: 'b', level: 3 }, content: [{ type: 'text', text: '甲乙' }] },
        { type: 'paragraph', attrs: { id: 'c' }, content: [text('丙', { type: 'bold' }, { type: 'italic' })] },
        { type: 'orderedList', attrs: { id: 'd' }, content: [{ ...item({ type: 'paragraph', attrs: { id: 'f' } }), attrs: { id: 'e' } }] },
        { type: 'table', attrs: { id: 'g' }, content: [{ type: 'tableRow', content: [{ type: 'tableCell', content: [{ type: 'paragraph', attrs: { id: 'h' } }] }] }] },
      ),
    )));
    expect(Object.keys(body.content[1]?.attrs ?? {})).toEqual(['id', 'level']);
  });

  test('of a picture what says nothing is dropped, and words for it are worth more than the claim that it needs none', () => {
    const attrs = (given: object) => (bodySchema.parse(bodyOf(shown({ id: 'a', ...given }))).content[0] as { attrs: object }).attrs;
    expect(attrs({ alt: '', caption: null, decorative: false, width: null })).toStrictEqual({ id: 'a', asset: HASH });
    expect(attrs({ alt: ' 公示栏 ', decorative: true })).toStrictEqual({ id: 'a', asset: HASH, alt: '公示栏' });
    expect(attrs({ alt: null, decorative: true })).toStrictEqual({ id: 'a', asset: HASH, decorative: true });
  });

  test('a note has no marks, and its texts are joined', () => {
    const note = { type: 'footnote', attrs: { id: 'n' }, content: [text('甲'), text('乙')], marks: [bold] };
    const line = bodySchema.parse(bodyOf(lineOf(note))).content[0] as { content: unknown[] };
    expect(line.content).toStrictEqual([{ type: 'footnote', attrs: { id: 'n' }, content: [{ type: 'text', text: '甲乙' }] }]);
  });

  test('texts with other links or other marks stay apart', () => {
    const nodes = [text('甲', link('/a')), text('乙', link('/b')), text('丙', link('/b'), bold), text('丁', bold), { type: 'text', text: '戊' }];
    expect(bodySchema.parse(bodyOf({ type: 'paragraph', attrs: { id: 'a' }, content: nodes })).content[0]).toEqual(
      { type: 'paragraph', attrs: { id: 'a' }, content: nodes },
    );
  });

  test('the input is not changed', () => {
    const input = bodyOf(lineOf(text('甲'), text('乙')));
    const before = JSON.stringify(input);
    bodySchema.parse(input);
    expect(JSON.stringify(input)).toBe(before);
  });

  test('spans that fill the same width, also a row that is wholly spanned', () => {
    const rows = [
      [cell('a', { rowspan: 3 }), cell('b', { colspan: 2, rowspan: 2 })],
      [],
      [cell('c'), cell('d')],
    ];
    const body = doc([{ type: 'table', attrs: { id: 't' }, content: rows.map((content) => ({ type: 'tableRow', content })) }]);
    expect(findingsOf(body)).toEqual([]);
  });

  test('the emptiest body, and how emptiness is told', () => {
    expect(bodySchema.parse(emptyBody())).toEqual(EMPTY_BODY);
    expect(() => EMPTY_BODY.content.push(paragraph('x'))).toThrow(TypeError);
    for (const blank of ['', ' ', '\u3000\t', '\u200B\uFEFF', '\u3164', '\n']) {
      expect(isEmptyBody(doc([paragraph(blank), bulletList([blank]), table([[blank]])]))).toBe(true);
    }
    expect(isEmptyBody(doc([table([['', '。']])]))).toBe(false);
    expect(isEmptyBody(doc([heading(2, '', '一')]))).toBe(false);
  });

  test('block ids are random enough and safe in HTML', () => {
    const ids = Array.from({ length: 20_000 }, newBlockId);
    expect(new Set(ids).size).toBe(ids.length);
    expect(ids.every((id) => BLOCK_ID.test(id))).toBe(true);
    expect(new Set(ids.join('')).size).toBe(36);
  });
});

const CASES: [string, unknown, string[]][] = [
  ['nothing', undefined, ['invalid_type']],
  ['null', null, ['invalid_type']],
  ['a text', 'abc', ['invalid_type']],
  ['an array', [], ['invalid_type']],
  ['another type', { type: 'document', schemaVersion: 1, content: [] }, ['type invalid_value']],
  ['no version', { type: 'doc', content: [] }, ['schemaVersion invalid_value']],
  ['a later version', { type: 'doc', schemaVersion: 2, content: [] }, ['schemaVersion invalid_value']],
  ['no content', { type: 'doc', schemaVersion: 1 }, ['content invalid_type']],
  ['an unknown key at the top', { ...bodyOf(), title: 'x' }, ['unrecognized_keys']],
  ['an unknown node', bodyOf({ type: 'iframe' }), ['content.0.type invalid_union']],
  ['a node without type', bodyOf({ content: [] }), ['content.0.type invalid_union']],
  ['null for a node', bodyOf(null), ['content.0 invalid_type']],
  ['an unknown key in a node', bodyOf({ type: 'paragraph', style: 'x' }), ['content.0 unrecognized_keys']],
  ['an unknown attribute', bodyOf({ type: 'paragraph', attrs: { id: 'a', class: 'x' } }), ['content.0.attrs unrecognized_keys']],
  ['constructor as a key', bodyOf({ type: 'paragraph', constructor: {} }), ['content.0 unrecognized_keys']],
  ['__proto__ as a key', JSON.parse('{"type":"doc","schemaVersion":1,"content":[{"type":"paragraph","__proto__":{"x":1}}]}'), ['content.0 unrecognized_keys']],
  ['__proto__ as an attribute', JSON.parse('{"type":"doc","schemaVersion":1,"content":[{"type":"paragraph","attrs":{"__proto__":{"id":"a"}}}]}'), ['content.0.attrs unrecognized_keys']],
  ['__proto__ as a type', bodyOf({ type: '__proto__' }), ['content.0.type invalid_union']],
  ['a text among blocks', bodyOf({ type: 'text', text: 'a' }), ['content.0.type invalid_union']],
  ['a block among texts', bodyOf(lineOf({ type: 'paragraph' })), ['content.0.content.0.type invalid_union']],
  ['a picture in a line', bodyOf(lineOf(shown({}))), ['content.0.content.0.type invalid_union']],
  ['a picture without its asset', bodyOf({ type: 'image' }), ['content.0.attrs invalid_type']],
  ['an address for an asset', bodyOf(shown({ asset: 'https://a.example/b.png' })), ['content.0.attrs.asset invalid_format']],
  ['a way out of the store for an asset', bodyOf(shown({ asset: `../${HASH.slice(3)}` })), ['content.0.attrs.asset invalid_format']],
  ['a hash in capitals', bodyOf(shown({ asset: HASH.toUpperCase() })), ['content.0.attrs.asset invalid_format']],
  ['a picture with an address of its own', bodyOf(shown({ src: '/a.png' })), ['content.0.attrs unrecognized_keys']],
  ['a picture with content', bodyOf({ ...shown({}), content: [] }), ['content.0 unrecognized_keys']],
  ['words for a picture that are too long', bodyOf(shown({ alt: '字'.repeat(LIMITS.picture.alt + 1) })), ['content.0.attrs.alt too_big']],
  ['a caption of two lines', bodyOf(shown({ caption: 'a\nb' })), ['content.0.attrs.caption line_break']],
  ['a picture without width', bodyOf(shown({ width: 0 })), ['content.0.attrs.width too_small']],
  ['a picture wider than any', bodyOf(shown({ width: LIMITS.picture.side + 1 })), ['content.0.attrs.width too_big']],
  ['a note among blocks', bodyOf({ type: 'footnote' }), ['content.0.type invalid_union']],
  ['a note in a note', bodyOf(lineOf({ type: 'footnote', content: [{ type: 'footnote' }] })), ['content.0.content.0.content.0.type invalid_union']],
  ['a paragraph in a note', bodyOf(lineOf({ type: 'footnote', content: [{ type: 'paragraph' }] })), ['content.0.content.0.content.0.type invalid_union']],
  ['two notes with one id', bodyOf(lineOf({ type: 'footnote', attrs: { id: 'a' } }, { type: 'footnote', attrs: { id: 'a' } })), ['content.0.content.1.attrs.id duplicate_id']],
  ['an empty text', bodyOf(lineOf({ type: 'text', text: '' })), ['content.0.content.0.text too_small']],
  ['a number for a text', bodyOf(lineOf({ type: 'text', text: 1 })), ['content.0.content.0.text invalid_type']],
  ['a lone high surrogate', bodyOf(lineOf({ type: 'text', text: 'a\uD800' })), ['content.0.content.0.text unstorable_text']],
  ['a lone low surrogate', bodyOf(lineOf({ type: 'text', text: '\uDC00b' })), ['content.0.content.0.text unstorable_text']],
  ['an unknown mark', bodyOf(lineOf(text('a', { type: 'code' }))), ['content.0.content.0.marks.0.type invalid_union']],
  ['a mark twice', bodyOf(lineOf(text('a', { type: 'bold' }, { type: 'bold' }))), ['content.0.content.0.marks.1 duplicate_mark']],
  ['two links', bodyOf(lineOf(text('a', link('/a'), bold, link('/b')))), ['content.0.content.0.marks.2 duplicate_mark']],
  ['very many marks', bodyOf(lineOf(text('a', ...Array.from({ length: 100_000 }, () => bold)))), ['content.0.content.0.marks too_many_marks']],
  ['attributes on bold', bodyOf(lineOf(text('a', { type: 'bold', attrs: {} }))), ['content.0.content.0.marks.0 unrecognized_keys']],
  ['a link without address', bodyOf(lineOf(text('a', { type: 'link' }))), ['content.0.content.0.marks.0.attrs invalid_type']],
  ['a link with a target', bodyOf(lineOf(text('a', { type: 'link', attrs: { href: '/a', target: '_blank' } }))), ['content.0.content.0.marks.0.attrs unrecognized_keys']],
  ['a bad link', bodyOf(lineOf(text('a', link('javascript:alert(1)')))), ['content.0.content.0.marks.0.attrs.href bad_link']],
  ['a long link', bodyOf(lineOf(text('a', link(`/${'a'.repeat(LIMITS.url)}`)))), ['content.0.content.0.marks.0.attrs.href too_big']],
  ['an id with a space', bodyOf(paragraph('a', 'a b')), ['content.0.attrs.id invalid_format']],
  ['an id that begins with a dash', bodyOf(paragraph('a', '-a')), ['content.0.attrs.id invalid_format']],
  ['an empty id', bodyOf(paragraph('a', '')), ['content.0.attrs.id invalid_format']],
  ['a long id', bodyOf(paragraph('a', 'a'.repeat(41))), ['content.0.attrs.id invalid_format']],
  ['an id twice', bodyOf(paragraph('a', 'x'), paragraph('b', 'y'), blockquote([paragraph('c', 'x')], 'y')), ['content.2.attrs.id duplicate_id', 'content.2.content.0.attrs.id duplicate_id']],
  ['a heading of level 1', bodyOf({ type: 'heading', attrs: { level: 1 } }), ['content.0.attrs.level invalid_value']],
  ['a heading of level 5', bodyOf({ type: 'heading', attrs: { level: 5 } }), ['content.0.attrs.level invalid_value']],
  ['a level in words', bodyOf({ type: 'heading', attrs: { level: '2' } }), ['content.0.attrs.level invalid_value']],
  ['a heading without attributes', bodyOf({ type: 'heading' }), ['content.0.attrs invalid_type']],
  ['a long heading', bodyOf(heading(2, '长'.repeat(LIMITS.heading + 1))), ['content.0.content text_too_long']],
  ['a long number', bodyOf(heading(2, 'a', '一'.repeat(LIMITS.headingNumber + 1))), ['content.0.attrs.number too_big']],
  ['a number in two lines', bodyOf(heading(2, 'a', '一\n二')), ['content.0.attrs.number line_break']],
  ['a heading inside a quote', bodyOf({ type: 'blockquote', content: [heading(2, 'a')] }), ['content.0.content.0.type invalid_union']],
  ['a table inside a list', bodyOf({ type: 'bulletList', content: [item(table([['a']]))] }), ['content.0.content.0.content.0.type invalid_union']],
  ['a list without items', bodyOf({ type: 'bulletList', content: [] }), ['content.0.content too_small']],
  ['a paragraph as item', bodyOf({ type: 'bulletList', content: [paragraph('a')] }), ['content.0.content.0.type invalid_value', 'content.0.content.0.content.0.type invalid_union']],
  ['an item without content', bodyOf({ type: 'orderedList', content: [item()] }), ['content.0.content.0.content too_small']],
  ['a negative start', bodyOf({ type: 'orderedList', attrs: { start: -1 }, content: [item(paragraph('a'))] }), ['content.0.attrs.start too_small']],
  ['a broken start', bodyOf({ type: 'orderedList', attrs: { start: 1.5 }, content: [item(paragraph('a'))] }), ['content.0.attrs.start invalid_type']],
  ['an empty quote', bodyOf({ type: 'blockquote', content: [] }), ['content.0.content too_small']],
  ['a table without rows', bodyOf({ type: 'table', content: [] }), ['content.0.content too_small']],
  ['a caption in two lines', bodyOf(table([['a']], { caption: 'a\nb' })), ['content.0.attrs.caption line_break']],
  ['a caption with half a character', bodyOf(table([['a']], { caption: 'a\ud800b' })), ['content.0.attrs.caption unstorable_text']],
  ['a table as wide as nothing', bodyOf({ type: 'table', content: [{ type: 'tableRow' }] }), ['content.0.content.0 table_shape']],
];

const row = (...content: unknown[]) => ({ type: 'tableRow', content });
const rows = (...content: unknown[]) => bodyOf({ type: 'table', content });
const wide = Array.from({ length: LIMITS.tableColumns + 1 }, () => cell('a'));

const TABLES: [string, unknown, string[]][] = [
  ['a short second row', rows(row(cell('a'), cell('b')), row(cell('c'))), ['content.0.content.1 table_shape']],
  ['a long second row', rows(row(cell('a')), row(cell('b'), cell('c'))), ['content.0.content.1 table_shape']],
  ['a span too many', rows(row(cell('a'), cell('b')), row(cell('c', { colspan: 3 }))), ['content.0.content.1 table_shape']],
  ['cells over each other', rows(row(cell('a'), cell('b', { rowspan: 2 }), cell('c')), row(cell('d', { colspan: 2 }), cell('e'))), ['content.0.content.1 table_shape']],
  ['a gap below', rows(row(cell('a'), cell('b'), cell('c', { rowspan: 2 })), row(cell('d'))), ['content.0.content.1 table_shape']],
  ['a span below the last row', rows(row(cell('a', { rowspan: 2 }))), ['content.0.content.0 table_shape']],
  ['too many cells', rows(row(...wide)), ['content.0.content.0 too_many_columns']],
  ['too many columns by spans', rows(row(cell('a', { colspan: 30 }), cell('b'))), ['content.0.content.0 too_many_columns']],
  ['a span of nothing', rows(row(cell('a', { colspan: 0 }))), ['content.0.content.0.content.0.attrs.colspan too_small']],
  ['a span of a billion columns', rows(row(cell('a', { colspan: 1e9 }))), ['content.0.content.0.content.0.attrs.colspan too_big']],
  ['a span of millions', rows(row(cell('a', { rowspan: 1e9 }))), ['content.0.content.0.content.0.attrs.rowspan too_big']],
];

describe('what is refused, with its path and code', () => {
  test.each([...CASES, ...TABLES])('%s', (_, value, expected) => {
    expect(findingsOf(value)).toEqual(expected);
  });

  test('all findings come together', () => {
    const body = bodyOf(paragraph('a', 'x'), { type: 'heading', attrs: { id: 'x', level: 9 } }, lineOf({ type: 'text', text: '' }, { type: 'image' }));
    expect(findingsOf(body)).toEqual([
      'content.1.attrs.level invalid_value',
      'content.2.content.0.text too_small',
      'content.2.content.1.type invalid_union',
      'content.1.attrs.id duplicate_id',
    ]);
  });
});
