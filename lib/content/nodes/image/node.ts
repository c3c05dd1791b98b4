import { fileName, variantWidths } from '../../picture-files';
import { blockBut } from '../defaults';
import type { NodeDefinition } from '../node';
import type { Image } from '../schemas';
import { figure } from './html';
import { image as schema } from './schema';

export const image: NodeDefinition<Image> = {
  schema,
  html: figure,
  /** What is said of it; once, where both say the same. */
  text: ({ attrs: { alt = '', caption = '' } }) => (alt === caption ? alt : [alt, caption].filter(Boolean).join('\n')),
  markdown({ attrs: { asset, alt = '', caption, width } }, { media }) {
    const url = media + fileName(asset, width ? variantWidths(width).at(-1) : undefined);
    return [{ type: 'paragraph', children: [{ type: 'image', url, alt, title: caption ?? null }] }];
  },
  measure: blockBut('asset'),
  tidy({ attrs }) {
    // Words for a picture are worth more than the claim that it needs none.
    if (!attrs.decorative || attrs.alt) delete attrs.decorative;
  },
  isEmpty: () => false,
};
