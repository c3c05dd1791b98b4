import { newBlockId } from '@/lib/content/ids';
import type { Image } from '@/lib/content/schema';

const LINE = /^!\[((?:\\.|[^\\[\]])*)\]\(([0-9a-f]{64})(?:-(\d{1,5})x(\d{1,5}))?\)[ \t]*$/s;
const CAPTION = /^!=[ \t]?/;
const DECORATIVE = '-';

/** Whether a line names a picture. */
export function isImageLine(line: string): boolean {
  return LINE.test(line);
}

/** Whether the line below a picture is its caption. */
export function isCaptionLine(line: string): boolean {
  return CAPTION.test(line);
}

/**
 * A picture as `![alternative text](hash-WIDTHxHEIGHT)`, its caption below behind `!=`; `![-]` is one that needs no
 * words. The line carries all that the block says, so that it can be moved and kept like any other line of text.
 */
export function writeImage({ attrs: { asset, alt, decorative, caption, width, height } }: Image): string {
  const words = decorative ? DECORATIVE : (alt ?? '').replace(/[\\[\]]/g, '\\$&').replace(/^-$/, '\\-');
  const size = width && height ? `-${width}x${height}` : '';
  return `![${words}](${asset}${size})${caption === undefined ? '' : `\n!= ${caption}`}`;
}

/** The picture that a line names; `caption`: the line below it, where that is one. */
export function readImage(line: string, caption: string | undefined): Image {
  const [, words = '', asset = '', width, height] = LINE.exec(line) ?? [];
  const alt = words.replace(/\\(.)/gs, '$1').trim();
  const title = caption?.replace(CAPTION, '').trim();
  return {
    type: 'image',
    attrs: {
      id: newBlockId(),
      asset,
      ...(words === DECORATIVE ? { decorative: true } : alt ? { alt } : {}),
      ...(title ? { caption: title } : {}),
      ...(width && height ? { width: Number(width), height: Number(height) } : {}),
    },
  };
}

/**
 * A picture put into a text as a block of its own, behind the paragraph in which the cursor stands.
 * @param at where the cursor stands, counted in UTF-16 code units
 * @returns the new text, and where in it the words for the picture go
 */
export function insertImage(text: string, at: number, image: Image): { text: string; words: number } {
  const end = text.indexOf('\n\n', at);
  const before = (end === -1 ? text : text.slice(0, end)).replace(/\s+$/, '');
  const after = (end === -1 ? '' : text.slice(end)).replace(/^\s+/, '');
  const start = before ? `${before}\n\n` : '';
  return { text: `${start}${writeImage(image)}${after ? `\n\n${after}` : ''}`, words: start.length + '!['.length };
}
