import type { ListName } from '../database/cursor';

/** The lists that readers turn the pages of; a cursor of one means nothing in another. */
export const latestList = (limit: number): ListName => `cases/${limit}`;
export const categoryList = (slug: string, limit: number): ListName => `cases in ${slug}/${limit}`;
export const collectionList = (limit: number): ListName => `collections/${limit}`;
