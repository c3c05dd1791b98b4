import { LIMITS } from '../../../lib/platform/limits';
import { system } from '../../../lib/platform/actor';
import { ensureCategories } from '../../../lib/domains/categories/mutations';
import { makeCategory, makePublished } from '../../support/articles';
import { data, type ArticleView } from '../../support/answers';
import { as } from '../../support/client';
import { copyCase, makeCollection, nextOf, sitemapPartOf, type MadeCollection } from '../../support/kept-pages';
import { createCast, unique, type Cast } from '../../support/people';

/** What the table of freshness changes, and what stands beside it. */
export interface Library {
  cast: Cast;
  /** Slugs: `child` and `sibling` (which is empty) are below `top`; `other` has nothing to do with them. */
  top: string;
  child: string;
  sibling: string;
  other: string;
  organisation: string;
  /** In `child`, before, in the middle and after in `collection`. */
  before: ArticleView;
  subject: ArticleView;
  after: ArticleView;
  /** In `other`, alone in `otherCollection`. */
  stranger: ArticleView;
  collection: MadeCollection;
  otherCollection: MadeCollection;
  /** Not published yet; holds `subject` and `stranger`. */
  draftCollection: string;
  pages: Record<PageName, string>;
}

export type PageName =
  | 'home' | 'home later' | 'categories' | 'top' | 'top later' | 'child' | 'sibling' | 'other'
  | 'before' | 'subject' | 'after' | 'stranger' | 'collections' | 'collection' | 'other collection'
  | 'api cases' | 'api later' | 'api top' | 'api child' | 'api other' | 'api other later' | 'api before' | 'api subject' | 'api stranger'
  | 'feed' | 'feed top' | 'feed child' | 'feed other' | 'sitemap' | 'sitemap pages' | 'sitemap part' | 'robots';

export async function makeLibrary(): Promise<Library> {
  const cast = await createCast();
  const [top, other] = [await makeCategory(), await makeCategory()];
  const [child, sibling] = [await makeCategory(top), await makeCategory(top)];
  const organisation = unique('单位');
  const stranger = await makePublished(cast, { category: other });
  const before = await makePublished(cast, { category: child });
  // Lists are longer than one page.
  await copyCase(stranger.id, LIMITS.pageSize.default + 1);
  await copyCase(before.id, LIMITS.pageSize.default + 1);
  const subject = await makePublished(cast, { category: child, organisation });
  const after = await makePublished(cast, { category: child });
  const collection = await makeCollection(cast, [before.id, subject.id, after.id], unique('合集'));
  const otherCollection = await makeCollection(cast, [stranger.id], unique('合集'));
  const draft = await as(cast.owner).post('/api/collections', { title: unique('合集'), articleIds: [subject.id, stranger.id] });
  const later = await nextOf('/api/cases');
  const pages: Record<PageName, string> = {
    home: '/',
    'home later': `/?cursor=${later}`,
    categories: '/c',
    top: `/c/${top}`,
    'top later': `/c/${top}?cursor=${await nextOf(`/api/cases?category=${top}`)}`,
    child: `/c/${child}`,
    sibling: `/c/${sibling}`,
    other: `/c/${other}`,
    before: `/cases/${before.number}`,
    subject: `/cases/${subject.number}`,
    after: `/cases/${after.number}`,
    stranger: `/cases/${stranger.number}`,
    collections: '/collections',
    collection: `/collections/${collection.number}`,
    'other collection': `/collections/${otherCollection.number}`,
    'api cases': '/api/cases',
    'api later': `/api/cases?cursor=${later}`,
    'api top': `/api/cases?category=${top}`,
    'api child': `/api/cases?category=${child}`,
    'api other': `/api/cases?category=${other}`,
    'api other later': `/api/cases?category=${other}&cursor=${await nextOf(`/api/cases?category=${other}`)}`,
    'api before': `/api/cases/${before.number}`,
    'api subject': `/api/cases/${subject.number}`,
    'api stranger': `/api/cases/${stranger.number}`,
    feed: '/feed.xml',
    'feed top': `/c/${top}/feed.xml`,
    'feed child': `/c/${child}/feed.xml`,
    'feed other': `/c/${other}/feed.xml`,
    sitemap: '/sitemap.xml',
    'sitemap pages': '/sitemaps/pages.xml',
    'sitemap part': sitemapPartOf(subject.number!),
    robots: '/robots.txt',
  };
  return {
    cast, top, child, sibling, other, organisation, before, subject, after, stranger, collection, otherCollection,
    draftCollection: data<{ id: string }>(draft, 201).id, pages,
  };
}

/** Makes a category at the root, as the command line does. */
export async function makeRoot(slug: string): Promise<void> {
  await ensureCategories(system('command-line'), [{ slug, name: slug, description: '' }]);
}
