import { identified } from '../fields';
import { nodeSchema } from '../node-schema';

export const paragraph = nodeSchema({ groups: ['block', 'flow'], fields: { attrs: identified }, content: 'inline*' });
