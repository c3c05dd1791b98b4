import type { z } from 'zod';
import type { Mark } from '../marks/registry';
import { blockquote } from './blockquote/schema';
import { bulletList } from './bullet-list/schema';
import { footnote } from './footnote/schema';
import { hardBreak } from './hard-break/schema';
import { heading } from './heading/schema';
import { image } from './image/schema';
import { listItem } from './list-item/schema';
import type { Group } from './node-schema';
import { orderedList } from './ordered-list/schema';
import { paragraph } from './paragraph/schema';
import { table, tableCell, tableHeader, tableRow } from './table/schema';
import { text } from './text/schema';

/**
 * All nodes of a body, names as in Tiptap. A new one is a folder beside this file, a line here and the line in
 * registry.ts that the compiler asks for then. The version of a body stays what it is: it is raised when an older body
 * must be changed to be read (upgrade.ts).
 * @public for its type alone
 */
export const schemas = {
  paragraph,
  heading,
  bulletList,
  orderedList,
  listItem,
  blockquote,
  table,
  tableRow,
  tableHeader,
  tableCell,
  image,
  text,
  hardBreak,
  footnote,
};

type Schemas = typeof schemas;
export type NodeType = keyof Schemas;

type Members<G extends Group> = { [T in NodeType]: G extends Schemas[T]['groups'][number] ? T : never }[NodeType];
type Fields<T extends NodeType> = z.ZodObject<Schemas[T]['fields'], z.core.$strict>;
/** Of a node without any, zod would say that it has no keys at all. */
type OutputFields<T extends NodeType> = [keyof Schemas[T]['fields']] extends [never] ? unknown : z.output<Fields<T>>;
type InputFields<T extends NodeType> = [keyof Schemas[T]['fields']] extends [never] ? unknown : z.input<Fields<T>>;
type Expression<T extends NodeType> = Schemas[T] extends { content: infer C } ? C : never;
type Content<T extends NodeType> =
  [Expression<T>] extends [never] ? unknown
  : Expression<T> extends `${infer G extends Group}+` ? { content: NodeOf<Members<G>>[] }
  : Expression<T> extends `${infer G extends Group}*` ? { content?: NodeOf<Members<G>>[] | undefined }
  : never;
type InputContent<T extends NodeType> =
  [Expression<T>] extends [never] ? unknown
  : Expression<T> extends `${infer G extends Group}+` ? { content: NodeInput<Members<G>>[] }
  : Expression<T> extends `${infer G extends Group}*` ? { content?: NodeInput<Members<G>>[] | undefined }
  : never;
type Plain<T> = { [K in keyof T]: T[K] };

/** A node of one type, or of any one of several, as `bodySchema` returns it. */
export type NodeOf<T extends NodeType> = T extends NodeType ? Plain<{ type: T } & OutputFields<T> & Content<T>> : never;
type NodeInput<T extends NodeType> = T extends NodeType ? Plain<{ type: T } & InputFields<T> & InputContent<T>> : never;

export type Block = NodeOf<Members<'block'>>;
export type Flow = NodeOf<Members<'flow'>>;
export type Inline = NodeOf<Members<'inline'>>;
export type Footnote = NodeOf<'footnote'>;
export type Image = NodeOf<'image'>;
export type ListItem = NodeOf<'listItem'>;
export type Table = NodeOf<'table'>;
export type TableRow = NodeOf<'tableRow'>;
export type TableCell = NodeOf<'tableHeader' | 'tableCell'>;
/** Any node, whatever its place. */
export type BodyNode = NodeOf<NodeType>;
export type { Mark };

// No interface: as a type it is JSON to Prisma.
export type Body = {
  type: 'doc';
  schemaVersion: 1;
  content: Block[];
};

export type BodyInput = {
  type: 'doc';
  schemaVersion: 1;
  content: NodeInput<Members<'block'>>[];
};
