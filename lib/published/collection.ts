import { db } from '../db';
import type { Found } from './article';
import { teaserSelect, teaserView } from './lists';
import { publishedRead } from './read';
import { publishedArticle } from './visibility';

async function load(number: number) {
  return db().collection.findUnique({
    where: { number },
    relationLoadStrategy: 'join',
    select: {
      number: true,
      title: true,
      lead: true,
      publishedAt: true,
      withdrawnAt: true,
      deletedAt: true,
      items: { where: { article: publishedArticle }, orderBy: { position: 'asc' }, select: { article: { select: teaserSelect } } },
    },
  });
}

function collectionView(row: NonNullable<Awaited<ReturnType<typeof load>>>) {
  return {
    number: row.number!,
    title: row.title,
    lead: row.lead,
    publishedAt: row.publishedAt!.toISOString(),
    articles: row.items.map(({ article }) => teaserView(article)),
  };
}

export type PublishedCollection = ReturnType<typeof collectionView>;

/** The published collection with this number and its published cases, in order. */
export const getPublishedCollection = publishedRead(async (number: number): Promise<Found<PublishedCollection>> => {
  const row = await load(number);
  if (!row) return { state: 'missing' };
  if (row.publishedAt && !row.deletedAt) return { state: 'published', content: collectionView(row) };
  return { state: 'withdrawn', reason: '' };
});
