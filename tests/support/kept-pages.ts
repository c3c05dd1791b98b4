import { LIMITS } from '../../lib/platform/limits';
import { makeCategory, makePublished, withdraw } from './articles';
import { data, type ArticleView } from './answers';
import { as, visitor } from './client';
import { sql } from './database';
import { leaseIsOver } from './page-cache';
import { createCast, type Cast } from './people';

/** A small library with one address of every kind that is kept. */
export interface KeptPages {
  cast: Cast;
  category: string;
  article: ArticleView;
  /** Of a case that was withdrawn. */
  gone: number;
  paths: Record<string, string>;
}

export async function keptPages(): Promise<KeptPages> {
  const cast = await createCast();
  const category = await makeCategory();
  const article = await makePublished(cast, { category, lead: '一条街，三年，路灯都亮了。' });
  const gone = await makePublished(cast, { category });
  await withdraw(cast.admin, gone.id);
  await copyCase(article.id, LIMITS.pageSize.default + 1);
  const collection = await makeCollection(cast, [article.id]);
  const paths = {
    home: '/',
    'a later page of home': `/?cursor=${await nextOf('/api/cases')}`,
    categories: '/c',
    category: `/c/${category}`,
    'a later page of a category': `/c/${category}?cursor=${await nextOf(`/api/cases?category=${category}`)}`,
    case: `/cases/${article.number}`,
    collections: '/collections',
    collection: `/collections/${collection.number}`,
    feed: '/feed.xml',
    'a feed of a category': `/c/${category}/feed.xml`,
    sitemap: '/sitemap.xml',
    'the sitemap of pages': '/sitemaps/pages.xml',
    'a part of the sitemap': sitemapPartOf(article.number!),
    robots: '/robots.txt',
    'cases as JSON': '/api/cases',
    'a category as JSON': `/api/cases?category=${category}`,
    'a case as JSON': `/api/cases/${article.number}`,
  };
  return { cast, category, article, gone: gone.number!, paths };
}

export interface MadeCollection {
  id: string;
  number: number;
}

/** A collection that readers see. */
export async function makeCollection(cast: Cast, articleIds: string[], title = '合集'): Promise<MadeCollection> {
  const { id } = data<{ id: string }>(await as(cast.owner).post('/api/collections', { title, articleIds }), 201);
  return data<MadeCollection>(await as(cast.admin).post(`/api/collections/${id}/publication`));
}

/** The cursor of the page that follows this list. */
export async function nextOf(list: string): Promise<string> {
  const { next } = data<{ next: string | null }>(await visitor.get(list));
  if (next === null) throw new Error(`${list} has one page only.`);
  return next;
}

/** The address of the part of the sitemap that holds this number. */
export function sitemapPartOf(number: number): string {
  return `/sitemaps/${Math.floor(number / LIMITS.sitemapPart) * LIMITS.sitemapPart}.xml`;
}

/**
 * Publishes copies of a published case in its category, each older than the one before; past the product, since a page of
 * a list is long.
 * @returns the number of the first; the others follow
 */
export async function copyCase(articleId: string, count: number): Promise<number> {
  const [first] = await sql<{ number: number }>(
    `WITH fresh AS (
       SELECT gen_random_uuid() AS article, gen_random_uuid() AS revision, n, a."publishedAt" - n * interval '1 second' AS at
       FROM generate_series(1, $2::int) n, "Article" a WHERE a.id = $1::uuid
     ), articles AS (
       INSERT INTO "Article" (id, number, title, "categoryId", "ownerId", stage, "approvedRevisionId", "approvedAt", "publishedRevisionId", "publishedAt")
       SELECT f.article, nextval('public_number'), a.title || f.n, a."categoryId", a."ownerId", a.stage, f.revision, f.at, f.revision, f.at FROM fresh f, "Article" a WHERE a.id = $1::uuid
       RETURNING number
     ), revisions AS (
       INSERT INTO "Revision" (id, "articleId", ordinal, "workingSeq", title, lead, field, "createdById", "createdAt")
       SELECT f.revision, f.article, 1, 1, r.title || f.n, r.lead, r.field, r."createdById", f.at
       FROM fresh f, "Article" a JOIN "Revision" r ON r.id = a."publishedRevisionId" WHERE a.id = $1::uuid
     ), sections AS (
       INSERT INTO "RevisionSection" ("revisionId", position, "sectionId", kind, heading, number, "contentHash")
       SELECT f.revision, s.position, s."sectionId", s.kind, s.heading, s.number, s."contentHash"
       FROM fresh f, "Article" a JOIN "RevisionSection" s ON s."revisionId" = a."publishedRevisionId" WHERE a.id = $1::uuid
     ), counted AS (
       UPDATE "Category" above SET "publishedCount" = above."publishedCount" + $2::int
       FROM "Article" a JOIN "Category" own ON own.id = a."categoryId" WHERE a.id = $1::uuid AND starts_with(own.path, above.path)
     )
     SELECT min(number) AS number FROM articles`,
    [articleId, count],
  );
  await leaseIsOver();
  return first!.number;
}
