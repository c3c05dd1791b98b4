import { blockquote } from './blockquote/node';
import { bulletList } from './bullet-list/node';
import { footnote } from './footnote/node';
import { hardBreak } from './hard-break/node';
import { heading } from './heading/node';
import { image } from './image/node';
import { listItem } from './list-item/node';
import type { NodeDefinition } from './node';
import { orderedList } from './ordered-list/node';
import { paragraph } from './paragraph/node';
import type { NodeOf, NodeType } from './schemas';
import { table, tableCell, tableHeader, tableRow } from './table/node';
import { text } from './text/node';

/** One definition for each type of node in schemas.ts. */
export type Nodes = { readonly [T in NodeType]: NodeDefinition<NodeOf<T>> };

/** What the product knows of each node, each at its home; whatever walks a body asks here. */
export const nodes: Nodes = {
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
