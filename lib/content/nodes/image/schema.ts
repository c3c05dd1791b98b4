import { z } from 'zod';
import { LIMITS } from '../../../platform/limits';
import { ASSET_HASH } from '../../picture-files';
import { id, optionalLine, unset } from '../fields';
import { nodeSchema } from '../node-schema';

const side = z.int().min(1).max(LIMITS.picture.side);

/**
 * A picture of the media store. `width` and `height` repeat what the store says of `asset`, so that HTML comes from
 * the body alone and a page keeps the room free; whoever saves a body has them written over from the store
 * (lib/domains/articles/pictures.ts). An `alt` that is missing is an open question, which a submission points at; that a picture
 * needs none is said by `decorative`, since tools write an empty alt where nobody has thought about it.
 */
export const image = nodeSchema({
  groups: ['block', 'flow'],
  fields: {
    attrs: z.strictObject({
      id,
      asset: z.string().regex(ASSET_HASH),
      alt: optionalLine(LIMITS.picture.alt),
      decorative: unset(z.boolean()),
      caption: optionalLine(LIMITS.picture.caption),
      width: unset(side),
      height: unset(side),
    }),
  },
});
