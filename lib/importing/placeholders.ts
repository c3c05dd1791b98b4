import { image, paragraph } from '../content/build';
import type { Body, Image } from '../content/schema';
import type { ImportedImage } from './formats/document';

/** What is known of a picture that is in the store. */
interface Stored {
  asset: string;
  width: number;
  height: number;
}

const NUMBER = /^0{56}[0-9a-f]{8}$/;

/** A picture of a document that has not been stored yet: its number stands where the hash of the stored one will. */
export function placeholder(number: number, { alt, caption = '' }: Pick<ImportedImage, 'alt' | 'caption'>): Image {
  return image({ asset: number.toString(16).padStart(64, '0'), width: 1, height: 1 }, { alt, caption });
}

interface Node {
  type: string;
  attrs?: unknown;
  content?: Node[];
}

/** A body with its placeholders exchanged for stored pictures; of one that is not stored, its words are left. */
export function withPictures(body: Body, stored: ReadonlyMap<number, Stored>): Body {
  const exchange = (node: Node): Node[] => {
    if (node.type !== 'image') return [node.content ? { ...node, content: filled(node.type, node.content.flatMap(exchange)) } : node];
    const { attrs } = node as Image;
    if (!NUMBER.test(attrs.asset)) return [node];
    const found = stored.get(Number.parseInt(attrs.asset, 16));
    if (found) return [{ ...node, attrs: { ...attrs, asset: found.asset, width: found.width, height: found.height } }];
    return [attrs.alt, attrs.caption].flatMap((words) => (words ? [paragraph(words) as Node] : []));
  };
  return { ...body, content: (body.content as Node[]).flatMap(exchange) } as Body;
}

/** An item, cell or quote holds at least a paragraph. */
function filled(type: string, content: Node[]): Node[] {
  return content.length === 0 && ['listItem', 'tableCell', 'tableHeader', 'blockquote'].includes(type) ? [paragraph([]) as Node] : content;
}
