import { z } from 'zod';
import { ASSET_HASH } from './picture-files';
import { LIMITS } from '../platform/limits';
import { isStorable, singleLine } from '../platform/plain-text';
import { BLOCK_ID, newBlockId } from './ids';
import { isSafeHref } from './links';
import { checkTable } from './table-shape';

/*
 * The node table: one strict schema a node, names as in Tiptap. A new node is one schema here, its
 * place in `inline`, `flow` or `block`, and a line in the tables of html.ts and text.ts, which the
 * compiler asks for. The version stays what it is then: it is raised when an older body must be
 * changed to be read (upgrade.ts).
 */

/** ProseMirror writes an attribute that is not set as null; here it is simply not there. */
function unset<T extends z.ZodType>(schema: T) {
  return schema
    .nullable()
    .transform((value) => value ?? undefined)
    .optional();
}

/** A missing id is given here, so that every stored block has one. */
const id = z
  .string()
  .regex(BLOCK_ID)
  .nullish()
  .transform((value) => value ?? newBlockId());

const identified = z.strictObject({ id }).prefault({});

const bold = z.strictObject({ type: z.literal('bold') });
const italic = z.strictObject({ type: z.literal('italic') });
const link = z.strictObject({
  type: z.literal('link'),
  attrs: z.strictObject({
    href: z.string().max(LIMITS.url).refine(isSafeHref, { params: { code: 'bad_link' } }),
  }),
});

const mark = z.discriminatedUnion('type', [bold, italic, link]);

const marks = z
  .array(mark)
  .superRefine((list, ctx) => {
    list.forEach((item, index) => {
      if (list.findIndex((other) => other.type === item.type) === index) return;
      ctx.addIssue({ code: 'custom', path: [index], params: { code: 'duplicate_mark' }, message: 'Duplicate mark' });
    });
  })
  .optional();

const text = z.strictObject({
  type: z.literal('text'),
  text: z
    .string()
    .min(1)
    .refine(isStorable, { params: { code: 'unstorable_text' } }),
  marks,
});

/** Selecting over a break and pressing "bold" marks the break too, so it may carry marks. */
const hardBreak = z.strictObject({ type: z.literal('hardBreak'), marks });

/**
 * A note with words of its own, where it is referred to: the place and the words cannot be parted by an edit, and
 * numbers come with printing. No note stands in a note. The editor marks it along with its neighbours, which says
 * nothing: tidy.ts drops its marks.
 */
const footnote = z.strictObject({
  type: z.literal('footnote'),
  attrs: identified,
  content: z.array(z.discriminatedUnion('type', [text, hardBreak])).optional(),
  marks,
});

const inline = z.discriminatedUnion('type', [text, hardBreak, footnote]);

const side = z.int().min(1).max(LIMITS.picture.side);

/**
 * A picture of the media store. `width` and `height` repeat what the store says of `asset`, so that HTML comes from
 * the body alone and a page keeps the room free; whoever saves a body has them written over from the store
 * (lib/domains/articles/pictures.ts). An `alt` that is missing or empty is an open question, which a submission points at; that a
 * picture needs none is said by `decorative`, since tools write an empty alt where nobody has thought about it.
 */
const image = z.strictObject({
  type: z.literal('image'),
  attrs: z.strictObject({
    id,
    asset: z.string().regex(ASSET_HASH),
    alt: unset(singleLine(LIMITS.picture.alt)),
    decorative: unset(z.boolean()),
    caption: unset(singleLine(LIMITS.picture.caption)),
    width: unset(side),
    height: unset(side),
  }),
});


const paragraph = z.strictObject({
  type: z.literal('paragraph'),
  attrs: identified,
  content: z.array(inline).optional(),
});

const heading = z.strictObject({
  type: z.literal('heading'),
  attrs: z.strictObject({
    id,
    level: z.literal([2, 3, 4]),
    number: unset(singleLine(LIMITS.headingNumber)),
  }),
  content: z
    .array(inline)
    .refine((nodes) => nodes.reduce((sum, node) => sum + (node.type === 'text' ? node.text.length : 1), 0) <= LIMITS.heading, {
      params: { code: 'text_too_long' },
    })
    .optional(),
});

const listItem = z.strictObject({
  type: z.literal('listItem'),
  attrs: identified,
  get content() {
    return z.array(flow).min(1);
  },
});

const bulletList = z.strictObject({
  type: z.literal('bulletList'),
  attrs: identified,
  content: z.array(listItem).min(1),
});

const orderedList = z.strictObject({
  type: z.literal('orderedList'),
  attrs: z.strictObject({ id, start: unset(z.int().min(0).max(999_999_999)) }).prefault({}),
  content: z.array(listItem).min(1),
});

/** What may stand inside items, quotes and cells; pictures too, since documents set them side by side in tables. */
const flow = z.discriminatedUnion('type', [paragraph, bulletList, orderedList, image]);

const blockquote = z.strictObject({
  type: z.literal('blockquote'),
  attrs: identified,
  content: z.array(flow).min(1),
});

const spans = z
  .strictObject({
    colspan: unset(z.int().min(1).max(LIMITS.tableColumns)),
    rowspan: unset(z.int().min(1).max(LIMITS.bodyBlocks)),
  })
  .optional();

const tableHeader = z.strictObject({ type: z.literal('tableHeader'), attrs: spans, content: z.array(flow).min(1) });
const tableCell = z.strictObject({ type: z.literal('tableCell'), attrs: spans, content: z.array(flow).min(1) });

const tableRow = z.strictObject({
  type: z.literal('tableRow'),
  /** A row is without cells when cells from above span all of it. */
  content: z.array(z.discriminatedUnion('type', [tableHeader, tableCell])).optional(),
});

const table = z.strictObject({
  type: z.literal('table'),
  attrs: z.strictObject({ id, caption: unset(singleLine(LIMITS.title)) }).prefault({}),
  content: z.array(tableRow).min(1).superRefine(checkTable),
});

const block = z.discriminatedUnion('type', [paragraph, heading, bulletList, orderedList, blockquote, table, image]);

/** The form of a body, declared: without the limits on its whole (measure.ts), which must be looked at first. */
export const bodyStructure = z.strictObject({
  type: z.literal('doc'),
  schemaVersion: z.literal(1),
  content: z.array(block),
});

export type BodyInput = z.input<typeof bodyStructure>;
export type Body = z.output<typeof bodyStructure>;
export type Block = z.output<typeof block>;
export type Flow = z.output<typeof flow>;
export type Inline = z.output<typeof inline>;
export type Footnote = z.output<typeof footnote>;
export type Image = z.output<typeof image>;
export type Mark = z.output<typeof mark>;
export type ListItem = z.output<typeof listItem>;
export type Table = z.output<typeof table>;
export type TableRow = z.output<typeof tableRow>;
export type TableCell = NonNullable<TableRow['content']>[number];
/** Any node with content or text, whatever its place. */
export type BodyNode = Block | Inline | ListItem | TableRow | TableCell;
