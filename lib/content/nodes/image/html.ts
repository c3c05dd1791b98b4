import { escapeHtml } from '../../escape-html';
import { fileName, variantWidths } from '../../picture-files';
import type { HtmlWriter } from '../node';
import type { Image } from '../schemas';

/** The column of text is no wider (app/palette.css), so that a browser can choose a file before the styles are there. */
const SIZES = '(min-width: 48rem) 39rem, 100vw';

/**
 * A picture with its size, so that nothing moves when it comes, in the widths that the store keeps. Of a picture without
 * a size (in a body that was not saved yet) no widths are known, so its file cannot be named: it shows once it is saved.
 */
export function figure({ attrs: { asset, alt, decorative, caption, width, height } }: Image, { labels, media }: HtmlWriter): string {
  const words = decorative ? '' : (alt ?? labels.image);
  const address = (wide?: number) => escapeHtml(media + fileName(asset, wide));
  const widths = width && height ? variantWidths(width) : [];
  const sources = widths.length > 1 ? ` srcset="${widths.map((wide) => `${address(wide)} ${wide}w`).join(', ')}" sizes="${SIZES}"` : '';
  const size = width && height ? ` width="${width}" height="${height}"` : '';
  const title = caption ? `<figcaption>${escapeHtml(caption)}</figcaption>` : '';
  return `<figure><img src="${address(widths[1] ?? widths[0])}"${sources}${size} loading="lazy" decoding="async" alt="${escapeHtml(words)}">${title}</figure>`;
}
