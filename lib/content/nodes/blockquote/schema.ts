import { identified } from '../fields';
import { nodeSchema } from '../node-schema';

export const blockquote = nodeSchema({ groups: ['block'], fields: { attrs: identified }, content: 'flow+' });
