import { z } from 'zod';
import { LIMITS } from '../../../platform/limits';
import { id, optionalLine, unset } from '../fields';
import { nodeSchema } from '../node-schema';
import { checkTable } from './shape';

export const table = nodeSchema({
  groups: ['block'],
  fields: { attrs: z.strictObject({ id, caption: optionalLine(LIMITS.title) }).prefault({}) },
  content: 'row+',
  check: checkTable,
});

/** A row is without cells when cells from above span all of it. */
export const tableRow = nodeSchema({ groups: ['row'], fields: {}, content: 'cell*' });

const spans = z
  .strictObject({
    colspan: unset(z.int().min(1).max(LIMITS.tableColumns)),
    rowspan: unset(z.int().min(1).max(LIMITS.bodyBlocks)),
  })
  .optional();

export const tableHeader = nodeSchema({ groups: ['cell'], fields: { attrs: spans }, content: 'flow+' });
export const tableCell = nodeSchema({ groups: ['cell'], fields: { attrs: spans }, content: 'flow+' });
