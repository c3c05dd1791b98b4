import { inLine, nothingToTidy } from '../defaults';
import type { NodeDefinition } from '../node';
import type { NodeOf } from '../schemas';
import { hardBreak as schema } from './schema';

export const hardBreak: NodeDefinition<NodeOf<'hardBreak'>> = {
  schema,
  html: () => '<br>',
  text: () => '\n',
  markdown: () => [{ type: 'break' }],
  measure: inLine,
  tidy: nothingToTidy,
  isEmpty: () => true,
};
