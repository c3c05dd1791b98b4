import { identified } from '../fields';
import { nodeSchema } from '../node-schema';

export const bulletList = nodeSchema({ groups: ['block', 'flow'], fields: { attrs: identified }, content: 'item+' });
