import { withoutPaths } from '../picture-words';
import type { Flow } from './flow';
import { attribute, type HtmlElement } from './tree';

const DATA = /^data:image\/[a-z0-9.+-]{1,40}(?:;[a-z0-9=-]{1,40})*;base64,/i;

/** Pixels that a page counts its readers with. */
function isPixel(element: HtmlElement): boolean {
  return ['width', 'height'].some((name) => /^[01](px)?$/.test(attribute(element, name)));
}

/** A picture of a page: its bytes where the page holds them, else where it lies. Nothing is fetched. */
export function readPicture(element: HtmlElement, flow: Flow): void {
  if (isPixel(element)) return;
  // Pages that load their pictures late keep the address beside `src`; a browser that saves one changes `src` alone.
  const source = attribute(element, 'src');
  const address = attribute(element, 'data-src') || attribute(element, 'data-original') || source;
  const alt = attribute(element, 'alt').trim();
  const data = DATA.exec(address);
  if (address === '' && alt === '') return;
  const bytes = data ? new Uint8Array(Buffer.from(address.slice(data[0].length), 'base64')) : (flow.pictureOf(address) ?? flow.pictureOf(source));
  if (!bytes) flow.builder.loss('linked_image', address.slice(0, 200));
  flow.object(() => flow.builder.image({ bytes, name: data ? 'data:' : withoutPaths(address), ...(source === address ? {} : { otherwise: withoutPaths(source) }), alt }));
}
