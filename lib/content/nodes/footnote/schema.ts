import { markList } from '../../marks/registry';
import { identified } from '../fields';
import { nodeSchema } from '../node-schema';

/**
 * A note with words of its own, where it is referred to: the place and the words cannot be parted by an edit, and
 * numbers come with printing. No note stands in a note. The editor marks it along with its neighbours, which says
 * nothing: it loses its marks.
 */
export const footnote = nodeSchema({ groups: ['inline'], fields: { attrs: identified, marks: markList }, content: 'words*' });
