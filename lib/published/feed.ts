import { createHash } from 'node:crypto';
import { db } from '../platform/database/transaction';
import { CASES, casesIn } from '../platform/commit-clock/tags';
import { publishedRead } from './read';

/** What a feed says of itself beside its entries. */
export interface FeedState {
  /** When it last became another, by a case that came, changed or went; never goes backwards. */
  updated: Date;
  /** The id of what stands at a path of this site, the feed itself or a case: the same whatever address the site has. */
  idOf(path: string): string;
}

interface Row {
  id: string;
  feedBase: string | null;
  updated: Date;
}

/** The state of the feed of the whole site, or of the category with this path and all below it. */
export const feedState = publishedRead(
  async (category?: string): Promise<FeedState> => {
    const [row] = category === undefined ? await ofSite() : await ofCategory(category);
    if (!row) throw new Error('The database has no row that says which site it is of');
    const { id, feedBase, updated } = row;
    return { updated, idOf: (path) => (feedBase ? new URL(path, feedBase).href : `urn:uuid:${namedUuid(id, path)}`) };
  },
  (_, [category]) => [category === undefined ? CASES : casesIn(category)],
);

/** A withdrawal changes a feed too, and its time stays with the article until that is published again, which is later. */
function ofSite(): Promise<Row[]> {
  return db().$queryRaw<Row[]>`
    SELECT s."id", s."feedBase", greatest(
      s."createdAt",
      (SELECT max(a."revisedAt") FROM "Article" a),
      (SELECT max(a."withdrawnAt") FROM "Article" a)
    ) AS "updated" FROM "Site" s`;
}

/** Kept with the category, since a case that moves to another one takes its times along. */
function ofCategory(path: string): Promise<Row[]> {
  return db().$queryRaw<Row[]>`SELECT s."id", s."feedBase", c."feedChangedAt" AS "updated" FROM "Site" s, "Category" c WHERE c."path" = ${path}`;
}

/**
 * Feeds that went out before ids were of their own kind began theirs with the site's address. That address is written
 * down once, at the first start after, and stays what their ids begin with; without one nobody can have kept any.
 */
export async function keepOldFeedIds(address: string | undefined): Promise<void> {
  await db().$executeRaw`UPDATE "Site" SET "feedBase" = ${address ?? null}::text WHERE "feedBase" = 'pending'`;
}

/** The UUID of a name within a namespace (RFC 9562, version 5). */
function namedUuid(namespace: string, name: string): string {
  const bytes = createHash('sha1').update(Buffer.from(namespace.replaceAll('-', ''), 'hex')).update(name).digest().subarray(0, 16);
  bytes[6] = (bytes[6]! & 0x0f) | 0x50;
  bytes[8] = (bytes[8]! & 0x3f) | 0x80;
  return bytes.toString('hex').replace(/^(.{8})(.{4})(.{4})(.{4})/, '$1-$2-$3-$4-');
}
