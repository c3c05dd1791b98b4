import { carryThrough, makePublished, publish, readArticle, withdraw } from '../../support/articles';
import { data } from '../../support/answers';
import { as } from '../../support/client';
import { sql } from '../../support/database';
import { eventually } from '../../support/eventually';
import { leaseIsOver } from '../../support/page-cache';
import { inHours, scheduleArticle, timeComes } from '../../support/scheduled';
import { unique } from '../../support/people';
import { makeRoot, type Library, type PageName } from './pages';

/** An operation that changes what readers see. */
export interface Change {
  what: string;
  how(library: Library): Promise<unknown>;
  /** Undoes it, after which all is as fresh again; where other rows count on the state before. */
  back?(library: Library): Promise<unknown>;
  /** Pages that must look different afterwards; there may be more. */
  changes: PageName[];
  /** Pages that have nothing to do with it and must still be the kept ones. */
  stays: PageName[];
}

/** Pages on which nothing of the subject stands, nor of its category or collection. */
const ELSEWHERE: PageName[] = ['stranger', 'other collection', 'api stranger', 'api other', 'api other later', 'feed other', 'sitemap pages', 'robots'];
/** Pages that tell how many cases a category holds, but not what. */
const COUNTS: PageName[] = ['categories', 'sibling', 'other'];
/** Lists in which the subject stands. */
const LISTS: PageName[] = ['home', 'top', 'child', 'api cases', 'api top', 'api child', 'feed', 'feed top', 'feed child'];
const SITEMAP: PageName[] = ['sitemap', 'sitemap part'];
const CASE_AND_NEIGHBOURS: PageName[] = ['subject', 'before', 'after', 'api subject', 'api before'];

/** By hand, in psql: nobody has waited for the leases then. */
async function byHand(statement: string, values: unknown[] = []): Promise<void> {
  await sql(statement, values);
  await leaseIsOver();
}

async function revise({ cast, subject }: Library, fields: Record<string, unknown>): Promise<void> {
  const { version } = await readArticle(cast.owner, subject.id);
  data(await as(cast.owner).patch(`/api/articles/${subject.id}`, { version, ...fields }));
  await carryThrough(cast, subject.id);
}

async function reviseSection({ cast, subject }: Library): Promise<void> {
  const [first] = (await readArticle(cast.owner, subject.id)).sections;
  data(await as(cast.owner).patch(`/api/articles/${subject.id}/sections/${first!.id}`, { version: first!.version, heading: unique('背景') }));
  await carryThrough(cast, subject.id);
}

/** What is to happen by itself, done by the runner. */
async function byItself({ cast, subject }: Library, kind: 'publishAt' | 'withdrawAt'): Promise<void> {
  const { review } = await readArticle(cast.owner, subject.id);
  await scheduleArticle(cast.admin, subject.id, { revisionId: review!.revisionId, [kind]: inHours(1) });
  await timeComes(subject.id);
  await eventually(() => sql('SELECT 1 FROM "Schedule" WHERE "articleId" = $1 AND outcome IS NULL', [subject.id]), (rows) => rows.length === 0, { until: 'it has happened' });
  await leaseIsOver();
}

async function recategorise({ cast, subject }: Library, category: string): Promise<void> {
  const { version } = await readArticle(cast.admin, subject.id);
  data(await as(cast.admin).patch(`/api/articles/${subject.id}`, { version, category }));
}

const showDraft = ({ cast, draftCollection }: Library) => as(cast.admin).post(`/api/collections/${draftCollection}/publication`).then((answer) => data(answer));
const hideDraft = ({ cast, draftCollection }: Library) => as(cast.admin).delete(`/api/collections/${draftCollection}/publication`).then((answer) => data(answer));

const rename = (slug: string, to: string) => byHand(`UPDATE "Category" SET slug = $2, path = replace(path, $1 || '/', $2 || '/') WHERE slug = $1`, [slug, to]);

/** Puts `child` below another root, with the counts. */
const moveChild = ({ child }: Library, from: string, to: string) =>
  byHand(
    `WITH moved AS (SELECT "publishedCount" AS n FROM "Category" WHERE slug = $1), child AS (
       UPDATE "Category" c SET "parentId" = above.id, path = above.path || c.slug || '/' FROM "Category" above WHERE c.slug = $1 AND above.slug = $3
     ) UPDATE "Category" SET "publishedCount" = "publishedCount" + CASE slug WHEN $3 THEN moved.n ELSE -moved.n END FROM moved WHERE slug IN ($2, $3)`,
    [child, from, to],
  );

const place = ({ collection }: Library, articleId: string, position: number) =>
  byHand(`UPDATE "CollectionItem" SET position = $3 WHERE "collectionId" = $1::uuid AND "articleId" = $2::uuid`, [collection.id, articleId, position]);

const NEW_ROOT = unique('new');

export const CHANGES: Change[] = [
  {
    what: 'a first publication',
    how: ({ cast, child }) => makePublished(cast, { category: child }),
    changes: [...LISTS, ...SITEMAP, 'categories'],
    stays: [...ELSEWHERE, ...CASE_AND_NEIGHBOURS, 'collection', 'collections'],
  },
  {
    what: 'a new revision with another title, lead and facets',
    how: (library) => revise(library, { title: unique('题目'), lead: unique('导语'), year: 2019, field: '治理' }),
    changes: [...LISTS, ...SITEMAP, ...CASE_AND_NEIGHBOURS, 'collection'],
    stays: [...ELSEWHERE, ...COUNTS],
  },
  {
    what: 'a new revision with another section',
    how: reviseSection,
    changes: [...SITEMAP, 'subject', 'api subject', 'api cases', 'feed', 'feed child'],
    stays: [...ELSEWHERE, ...COUNTS],
  },
  {
    what: 'a withdrawal, and publishing again',
    how: ({ cast, subject }) => withdraw(cast.admin, subject.id, '有误'),
    back: ({ cast, subject }) => publish(cast.admin, subject.id),
    changes: [...LISTS, ...SITEMAP, ...CASE_AND_NEIGHBOURS, 'categories', 'collection', 'collections'],
    stays: ELSEWHERE,
  },
  {
    what: 'a withdrawal at a time, and a publication at a time',
    how: (library) => byItself(library, 'withdrawAt'),
    back: (library) => byItself(library, 'publishAt'),
    changes: [...LISTS, ...SITEMAP, ...CASE_AND_NEIGHBOURS, 'categories', 'collection', 'collections'],
    stays: ELSEWHERE,
  },
  {
    what: 'another category of a case',
    how: (library) => recategorise(library, library.sibling),
    back: (library) => recategorise(library, library.child),
    changes: ['categories', 'top', 'child', 'sibling', 'subject', 'api subject', 'api cases', 'api child', 'feed', 'feed top', 'feed child'],
    stays: ELSEWHERE,
  },
  {
    what: 'the name of an organisation',
    how: ({ organisation }) => byHand(`UPDATE "Organisation" SET name = name || '（新）' WHERE name = $1`, [organisation]),
    back: ({ organisation }) => byHand(`UPDATE "Organisation" SET name = $1 WHERE name = $1 || '（新）'`, [organisation]),
    changes: ['home', 'top', 'child', 'subject', 'collection', 'api subject', 'api cases', 'feed', 'feed child'],
    stays: [...ELSEWHERE, ...COUNTS, ...SITEMAP, 'before', 'after', 'api before', 'collections'],
  },
  {
    what: 'the address of an organisation',
    how: ({ organisation }) => byHand(`UPDATE "Organisation" SET address = '某街 1 号' WHERE name = $1`, [organisation]),
    changes: ['api subject'],
    stays: [...ELSEWHERE, ...COUNTS, ...SITEMAP, 'before', 'after', 'api before', 'collections'],
  },
  {
    what: 'a collection that is published, and withdrawn',
    how: showDraft,
    back: hideDraft,
    changes: [...SITEMAP, 'home', 'collections', 'subject', 'stranger', 'api subject', 'api stranger'],
    stays: ['before', 'after', 'api before', 'collection', 'other collection', 'top', 'child', ...COUNTS, 'api cases', 'api top', 'api child', 'api other', 'api other later', 'feed', 'feed top', 'feed child', 'feed other', 'sitemap pages', 'robots'],
  },
  {
    what: 'the title of a collection',
    how: ({ collection }) => byHand(`UPDATE "Collection" SET title = title || '（新）' WHERE id = $1::uuid`, [collection.id]),
    changes: ['home', 'collections', 'collection', ...CASE_AND_NEIGHBOURS],
    stays: [...ELSEWHERE, ...COUNTS, 'top', 'child', 'api cases', 'api top', 'api child', 'feed', 'feed top', 'feed child'],
  },
  {
    what: 'the lead of a collection',
    how: ({ collection }) => byHand(`UPDATE "Collection" SET lead = '另一段导语' WHERE id = $1::uuid`, [collection.id]),
    changes: ['collections', 'collection'],
    stays: [...ELSEWHERE, ...COUNTS, 'top', 'child', 'api cases', 'api top', 'api child', 'feed', 'feed top', 'feed child'],
  },
  {
    what: 'the order of a collection',
    how: (library) => place(library, library.subject.id, 3),
    back: (library) => place(library, library.subject.id, 1),
    changes: ['collection', ...CASE_AND_NEIGHBOURS],
    stays: [...ELSEWHERE, ...COUNTS, ...SITEMAP, 'top', 'child', 'api cases', 'api top', 'api child', 'feed', 'feed top', 'feed child'],
  },
  {
    what: 'a case that comes into a collection, and goes out of it',
    how: ({ collection, stranger }) => byHand(`INSERT INTO "CollectionItem" VALUES ($1::uuid, 9, $2::uuid)`, [collection.id, stranger.id]),
    back: ({ collection, stranger }) => byHand(`DELETE FROM "CollectionItem" WHERE "collectionId" = $1::uuid AND "articleId" = $2::uuid`, [collection.id, stranger.id]),
    changes: ['home', 'collections', 'collection', ...CASE_AND_NEIGHBOURS, 'stranger', 'api stranger'],
    stays: ['other collection', 'api other', 'api other later', 'feed other', 'sitemap pages', 'robots', ...COUNTS, ...SITEMAP, 'top', 'child', 'api cases', 'api top', 'api child', 'feed', 'feed top', 'feed child'],
  },
  {
    what: 'the name of a category',
    how: ({ child }) => byHand(`UPDATE "Category" SET name = '新名字' WHERE slug = $1`, [child]),
    changes: ['categories', 'top', 'child', 'subject', 'api subject', 'api cases', 'api child', 'feed', 'feed child'],
    stays: ['robots', 'sitemap part'],
  },
  {
    what: 'the name of a category at the root, which stands on every page',
    how: ({ top }) => byHand(`UPDATE "Category" SET name = '新的根' WHERE slug = $1`, [top]),
    changes: ['home', 'home later', 'categories', 'top', 'top later', 'child', 'other', 'subject', 'stranger', 'collections', 'collection', 'other collection', 'feed top'],
    stays: ['robots', 'sitemap part'],
  },
  {
    what: 'the description of a category',
    how: ({ child }) => byHand(`UPDATE "Category" SET description = '另一段话' WHERE slug = $1`, [child]),
    changes: ['child', 'feed child'],
    stays: ['robots', 'sitemap part'],
  },
  {
    what: 'the address of a category',
    how: ({ child }) => rename(child, `${child}-new`),
    back: ({ child }) => rename(`${child}-new`, child),
    changes: ['categories', 'top', 'child', 'subject', 'api subject', 'api cases', 'api child', 'feed', 'feed child', 'sitemap', 'sitemap pages'],
    stays: ['robots', 'sitemap part'],
  },
  {
    what: 'the place of a category in the tree',
    how: (library) => moveChild(library, library.top, library.other),
    back: (library) => moveChild(library, library.other, library.top),
    changes: ['home', 'categories', 'top', 'top later', 'child', 'other', 'subject', 'api top', 'api other', 'feed top', 'feed other'],
    stays: ['robots', 'sitemap part'],
  },
  {
    what: 'the order of the categories',
    how: () => byHand(`UPDATE "Category" SET position = -1 WHERE id = (SELECT id FROM "Category" WHERE "parentId" IS NULL ORDER BY position DESC, slug DESC LIMIT 1)`),
    changes: ['home', 'categories', 'subject', 'stranger', 'sitemap pages'],
    stays: ['robots', 'sitemap part'],
  },
  {
    what: 'a category that is made, and deleted',
    how: () => makeRoot(NEW_ROOT),
    back: () => byHand(`DELETE FROM "Category" WHERE slug = $1`, [NEW_ROOT]),
    changes: ['home', 'categories', 'subject', 'stranger', 'collections', 'sitemap', 'sitemap pages'],
    stays: ['robots', 'sitemap part'],
  },
  {
    what: 'a count of a category',
    how: ({ top }) => byHand(`UPDATE "Category" SET "publishedCount" = "publishedCount" + 1 WHERE slug = $1`, [top]),
    back: ({ top }) => byHand(`UPDATE "Category" SET "publishedCount" = "publishedCount" - 1 WHERE slug = $1`, [top]),
    changes: ['home', 'categories', 'top'],
    stays: [...ELSEWHERE, ...SITEMAP, ...CASE_AND_NEIGHBOURS, 'collection', 'collections', 'api cases', 'api top', 'feed', 'feed top'],
  },
];
