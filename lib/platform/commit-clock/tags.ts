/**
 * Names of what a reader page can depend on. The database moves a tag when what it names changes (the triggers of
 * the migration `page_cache` write the same names); a page notes the tags of what it read.
 */
export type Tag =
  | 'everything'
  | 'cases'
  | 'collections'
  | 'categories'
  | 'category-counts'
  | `case:${number}`
  | `collection:${number}`
  | `cases-in:${string}`
  | `organisation:${string}`;

/** What every answer depends on; moved when a whole table is emptied, or by hand: `SELECT move_tags('{everything}')`. */
export const EVERYTHING: Tag = 'everything';
/** Any published case appeared, went or changed: lists of all, feeds, sitemap. */
export const CASES: Tag = 'cases';
/** Any published collection appeared, went or changed. */
export const COLLECTIONS: Tag = 'collections';
/** Slugs, names, descriptions and order of the categories, not how many cases they hold. */
export const CATEGORIES: Tag = 'categories';
/** How many published cases the categories hold. */
export const CATEGORY_COUNTS: Tag = 'category-counts';

/** What stands at this public number, also that nothing does; with it its category and its place in collections. */
export const caseAt = (number: number): Tag => `case:${number}`;
/** The collection at this public number with the cases that it shows. */
export const collectionAt = (number: number): Tag => `collection:${number}`;
/** The list of a category and all below it; `path` as the tree has it. */
export const casesIn = (path: string): Tag => `cases-in:${path}`;
/** Name and address of an organisation. */
export const organisation = (id: string): Tag => `organisation:${id}`;
