/** A stored picture's name: the SHA-256 of its largest file, in lower-case hex. */
export const ASSET_HASH = /^[0-9a-f]{64}$/;

/** Widths in px that a picture is kept in: a phone, a phone with a sharp screen, a column of text with one. */
const WIDTHS = [480, 960, 1600] as const;

/** The width of the largest file that is kept. */
export const WIDEST = WIDTHS[2];

/** The widths in px that there are files of for a picture `width` px wide, ascending; the last one is the picture itself. */
export function variantWidths(width: number): number[] {
  return [...WIDTHS.filter((smaller) => smaller < width), Math.min(width, WIDEST)];
}

/** Where everybody finds pictures of published articles, and where authors and reviewers find those of drafts. */
export const PUBLIC_MEDIA = '/media/';
export const DESK_MEDIA = '/api/media/';

/** The name of one file of a picture, as in its address; of its largest one where no width is named. */
export function fileName(hash: string, width?: number): string {
  return width === undefined ? `${hash}.webp` : `${hash}-${width}.webp`;
}
