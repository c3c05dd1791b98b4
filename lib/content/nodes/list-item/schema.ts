import { identified } from '../fields';
import { nodeSchema } from '../node-schema';

export const listItem = nodeSchema({ groups: ['item'], fields: { attrs: identified }, content: 'flow+' });
