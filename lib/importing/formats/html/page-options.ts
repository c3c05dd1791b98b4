import type { DocumentBuilder } from '../builder';
import type { DocumentFormat } from '../document';
import type { PictureSource } from './flow';

/** What is known of a page that came in inside something else. */
export interface PageOptions {
  format?: DocumentFormat;
  /** Nothing in it is of a page, whatever it looks like. */
  authored?: boolean;
  pictureOf?: PictureSource | undefined;
  /** Says what stands before the page's own words. */
  before?: (builder: DocumentBuilder) => void;
}
