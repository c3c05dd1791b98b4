import { db } from '../platform/database/transaction';
import { collectionAt, type Tag } from '../platform/commit-clock/tags';
import type { Found } from './article';
import { teaserSelect, teaserTags, teaserView } from './teaser';
import { publishedRead } from './read';
import { publishedArticle } from '../domains/articles/visibility';

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

type LoadedRow = Awaited<ReturnType<typeof load>>;

function* dependencies(row: LoadedRow, [number]: [number]): Iterable<Tag> {
  yield collectionAt(number);
  for (const { article } of row?.items ?? []) yield* teaserTags(article);
}

const read = publishedRead(load, dependencies);

/** The published collection with this number and its published cases, in order. */
export async function getPublishedCollection(number: number): Promise<Found<PublishedCollection>> {
  const row = await read(number);
  if (!row) return { state: 'missing' };
  if (row.publishedAt && !row.deletedAt) return { state: 'published', content: collectionView(row) };
  return { state: 'withdrawn', reason: '' };
}
