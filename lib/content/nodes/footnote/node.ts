import { block, withoutWords } from '../defaults';
import type { NodeDefinition } from '../node';
import type { Footnote } from '../schemas';
import { reference } from './html';
import { footnote as schema } from './schema';

/** What stands here is the reference; the words of all notes stand at the end (html.ts, text.ts and markdown.ts of a body). */
export const footnote: NodeDefinition<Footnote> = {
  schema,
  html: (node, writer) => (writer.isEmpty(node) ? '' : reference(node, writer.addNote(node), writer)),
  text: () => '',
  markdown(node, writer) {
    if (writer.isEmpty(node)) return [];
    return [{ type: 'footnoteReference', identifier: String(writer.addNote(node)) }];
  },
  measure: block,
  tidy(node) {
    delete node.marks;
  },
  isEmpty: withoutWords,
};
