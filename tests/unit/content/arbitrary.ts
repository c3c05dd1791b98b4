import fc from 'fast-check';
import { link, bold, italic, table as tableOf } from '@/lib/content/build';
import type { Block, Body, Flow, Inline, ListItem, Mark } from '@/lib/content/schema';
import { isStorable } from '@/lib/platform/characters';

/** Ids are given by number afterwards, so that they are unique in one body. */
const unnamed = { id: '' };

const hostile = fc.constantFrom('<script>', '</p>', '"><img src=x onerror=1>', '&lt;', '&', "' onclick='", ']]>', '<!--', '标题', '𠮷', '\t', ' ');
const text = fc
  .array(fc.oneof(hostile, fc.string({ unit: 'grapheme', maxLength: 8 }), fc.string({ unit: 'binary', maxLength: 4 })), { minLength: 1, maxLength: 4 })
  .map((parts) => parts.join(''))
  .filter((value) => value !== '' && isStorable(value));

const href = fc.constantFrom('https://a.example/?x=1&y="\'<b>', 'http://b.example', 'mailto:a@b.example', '/cases/1#x', '/a?b="c"');

const marks: fc.Arbitrary<Mark[]> = fc
  .tuple(fc.option(href), fc.boolean(), fc.boolean())
  .map(([to, strong, slanted]) => [...(to ? [link(to)] : []), ...(strong ? [bold] : []), ...(slanted ? [italic] : [])]);

function marked<T extends object>(node: T, list: Mark[]): T & { marks?: Mark[] } {
  return list.length > 0 ? { ...node, marks: list } : node;
}

const word = fc.tuple(text, marks).map(([value, list]) => marked({ type: 'text' as const, text: value }, list));
const hardBreak = marks.map((list) => marked({ type: 'hardBreak' as const }, list));

const inline: fc.Arbitrary<Inline> = fc.oneof(
  { weight: 5, arbitrary: word },
  { weight: 1, arbitrary: hardBreak },
  {
    weight: 1,
    arbitrary: fc
      .tuple(fc.array(fc.oneof(word, hardBreak), { maxLength: 3 }), marks)
      .map(([nodes, list]): Inline => marked({ type: 'footnote' as const, attrs: { ...unnamed }, ...(nodes.length > 0 ? { content: nodes } : {}) }, list)),
  },
);

const inlines = fc.array(inline, { maxLength: 4 });
const content = (nodes: Inline[]) => (nodes.length > 0 ? { content: nodes } : {});

const paragraph: fc.Arbitrary<Flow> = inlines.map((nodes) => ({ type: 'paragraph', attrs: { ...unnamed }, ...content(nodes) }));

const said = fc.option(fc.constantFrom('车间公示栏', '"><script>', '& \'co', '-', ''), { nil: undefined });
const side = fc.option(fc.integer({ min: 1, max: 1600 }), { nil: undefined });
const image: fc.Arbitrary<Flow> = fc
  .record({ alt: said, caption: said, decorative: fc.option(fc.boolean(), { nil: undefined }), width: side, height: side })
  .map((attrs) => ({ type: 'image', attrs: { ...unnamed, asset: '0f'.repeat(32), ...attrs } }));

const { flow } = fc.letrec<{ flow: Flow; items: ListItem[] }>((tie) => ({
  items: fc.array(
    fc.array(tie('flow'), { minLength: 1, maxLength: 3 }).map((nodes): ListItem => ({ type: 'listItem', attrs: { ...unnamed }, content: nodes })),
    { minLength: 1, maxLength: 3 },
  ),
  flow: fc.oneof(
    { maxDepth: 3, depthSize: 'small' },
    paragraph,
    image,
    tie('items').map((items): Flow => ({ type: 'bulletList', attrs: { ...unnamed }, content: items })),
    fc
      .tuple(tie('items'), fc.option(fc.integer({ min: 2, max: 99 })))
      .map(([items, start]): Flow => ({ type: 'orderedList', attrs: { ...unnamed, ...(start ? { start } : {}) }, content: items })),
  ),
}));

const caption = fc.option(fc.constantFrom('表 1', '"><script>', '& co'));

const block: fc.Arbitrary<Block> = fc.oneof(
  { weight: 3, arbitrary: flow },
  fc.tuple(fc.constantFrom(2 as const, 3 as const, 4 as const), inlines, fc.option(fc.constantFrom('一', '（二）', '<3>'))).map(
    ([level, nodes, number]): Block => ({ type: 'heading', attrs: { ...unnamed, level, ...(number ? { number } : {}) }, ...content(nodes.slice(0, 1)) }),
  ),
  fc.array(flow, { minLength: 1, maxLength: 3 }).map((nodes): Block => ({ type: 'blockquote', attrs: { ...unnamed }, content: nodes })),
  fc
    .tuple(fc.array(fc.array(inlines, { minLength: 1, maxLength: 4 }), { minLength: 1, maxLength: 4 }), fc.boolean(), caption)
    .map(([rows, header, words]): Block => tableOf(rows, { header, ...(words ? { caption: words } : {}), id: 't' })),
);

/** Gives ids in reading order and so makes them unique; all objects are copied. */
function named(body: Body): Body {
  let count = 0;
  return JSON.parse(JSON.stringify(body), (key, value: unknown) => (key === 'id' ? `b${(count += 1)}` : value)) as Body;
}

/** Any valid body: every node, hostile words, all marks. Its texts may still need joining (see tidy.ts). */
export const anyBody: fc.Arbitrary<Body> = fc
  .array(block, { maxLength: 6 })
  .map((nodes) => named({ type: 'doc', schemaVersion: 1, content: nodes }));

/** Every text of a body, in reading order; without the words of notes. */
export function textsOf(node: unknown): string[] {
  if (typeof node !== 'object' || node === null || ('type' in node && node.type === 'footnote')) return [];
  if ('text' in node && typeof node.text === 'string') return [node.text];
  return 'content' in node && Array.isArray(node.content) ? node.content.flatMap(textsOf) : [];
}

/** Every text of every note. */
export function noteTextsOf(node: unknown): string[] {
  if (typeof node !== 'object' || node === null || !('content' in node) || !Array.isArray(node.content)) return [];
  if ('type' in node && node.type === 'footnote') return node.content.flatMap(textsOf);
  return node.content.flatMap(noteTextsOf);
}
