import { markList } from '../../marks/registry';
import { nodeSchema } from '../node-schema';

/** Selecting over a break and pressing "bold" marks the break too, so it may carry marks. */
export const hardBreak = nodeSchema({ groups: ['inline', 'words'], fields: { marks: markList } });
