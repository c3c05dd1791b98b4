import type { Person } from '../../lib/platform/actor';
import { createPreviewLink } from '../../lib/domains/previews/mutations';
import { listPreviewLinks, openPreview } from '../../lib/domains/previews/queries';
import { encodeToken } from '../../lib/domains/previews/token';
import { getSchedule, listSchedules } from '../../lib/domains/publication/schedule-queries';
import { catchUpSchedules } from '../../lib/domains/publication/schedule-run';
import { setSchedule } from '../../lib/domains/publication/schedules';
import { createArticle } from '../../lib/domains/articles/mutations';
import { publishArticle, withdrawArticle } from '../../lib/domains/publication/mutations';
import { listCases } from '../../lib/domains/publication/queries';
import { deletedSections, getArticle, listOwnArticles } from '../../lib/domains/articles/queries';
import { newArticle } from '../../lib/domains/articles/schema';
import { encodeCursor, type ListName } from '../../lib/platform/database/cursor';
import { once } from '../../lib/platform/http/idempotency';
import { importDocument } from '../../lib/importing/import';
import { provideDocumentReader } from '../../lib/importing/document-reader';
import { localDocumentReader } from '../../lib/importing/local-document-reader';
import { getPublishedArticle } from '../../lib/published/article';
import { categoryTree } from '../../lib/published/categories';
import { getPublishedCollection } from '../../lib/published/collection';
import { feedState } from '../../lib/published/feed';
import { listCollections, listInCategory, listLatest } from '../../lib/published/lists';
import { sitemapPart, sitemapParts } from '../../lib/published/sitemap';
import { decideArticle, submitArticle } from '../../lib/domains/reviews/mutations';
import { getSubmittedRevision, listApproved, listQueue } from '../../lib/domains/reviews/queries';
import { sessionOwner } from '../../lib/domains/users/sessions';
import { signIn } from '../../lib/domains/users/sign-in';
import { doc, paragraph } from '../../lib/content/build';
import { idOf, RARE } from './library';
import { LIMITS } from '../../lib/platform/limits';
import { categoryList, collectionList, latestList } from '../../lib/platform/page-cache/list-names';

provideDocumentReader(localDocumentReader);

const PAGE = LIMITS.pageSize.default;
const actor = (role: Person['role'], user: number): Person => ({ id: idOf('user', user), name: 'n', email: 'e@library.example', role });
const [editor, reviewer, admin] = [actor('EDITOR', 1), actor('REVIEWER', 2), actor('ADMIN', 3)];
const middle = (list: ListName) => encodeCursor(list, { at: new Date('2020-02-10T00:00:00.000Z'), id: idOf('article', 2_000) });
const end = (list: ListName) => encodeCursor(list, { at: new Date('2020-01-01T06:00:00.000Z'), id: idOf('article', 9) });
const text = (line: string) => doc([paragraph(line)]);

/** The article that the writes below take its way. */
const written = { id: '', revisionId: '' };

/**
 * What people wait for, on a library that `fillLibrary` made in an empty database. The writes come in the order in
 * which an article goes its way.
 * @param numbers of a case and a collection that are there
 */
export const hotQueries = (numbers: { case: number; collection: number }): Record<string, () => Promise<unknown>> => ({
  'a case': () => getPublishedArticle(numbers.case),
  'a case that is not there': () => getPublishedArticle(99_999),
  'the names of the categories': () => categoryTree(),
  'the latest cases': () => listLatest(),
  'cases further back': () => listLatest(middle(latestList(PAGE))),
  'a feed': () => listLatest(undefined, 20),
  'when the feed last changed': () => feedState(),
  'a category': () => listInCategory('k1/'),
  'a category further back': () => listInCategory('k1/', middle(categoryList('k1', PAGE))),
  'a category with few cases': () => listInCategory(`k8/k8-3/${RARE.slug}/`),
  'a category’s last page': () => listInCategory('k8/', end(categoryList('k8', PAGE))),
  collections: () => listCollections(),
  'collections further back': () => listCollections(middle(collectionList(PAGE))),
  'a collection': () => getPublishedCollection(numbers.collection),
  'the sitemap’s parts': () => sitemapParts(),
  'a part of the sitemap': () => sitemapPart(100_000),
  'who is signed in': () => sessionOwner(idOf('session', 700)),
  'signing in': () => signIn({ email: 'user900@library.example', password: 'not this one' }, '192.0.2.1'),
  'own articles': () => listOwnArticles(editor, { limit: 20 }),
  'own articles further back': () => listOwnArticles(editor, { limit: 20, cursor: middle('own/20') }),
  'own articles that are written': () => listOwnArticles(editor, { limit: 20, shelf: 'writing' }),
  'own articles that readers see': () => listOwnArticles(editor, { limit: 20, shelf: 'published' }),
  'own articles put aside': () => listOwnArticles(editor, { limit: 20, shelf: 'deleted' }),
  'an article on the desk': () => getArticle(editor, idOf('article', 1_006)),
  'its deleted sections': () => deletedSections(editor, idOf('article', 1_006)),
  'the review queue': () => listQueue(reviewer, { limit: 20 }),
  'the review queue further on': () => listQueue(reviewer, { limit: 20, cursor: middle('queue/20') }),
  'what waits to be published': () => listApproved(reviewer, 100),
  'all cases': () => listCases(admin, { limit: 20 }),
  'all cases further back': () => listCases(admin, { limit: 20, cursor: middle('all-cases/20') }),
  'a submission': () => getSubmittedRevision(reviewer, idOf('article', 22)),
  'a request with a key': () => once({ actor: editor, route: 'POST /api/articles', key: 'not-used-yet', request: {} }, async () => ({ status: 200, body: {} })),
  'a document that comes in': () => importDocument(editor, { fileName: 'x.txt', bytes: Buffer.from('一、背景\n村里的路灯坏了三年。\n二、做法\n每周一次例会，当场分工。'), category: 'k1' }),
  'a new article': async () => {
    const sections = ['BACKGROUND', 'PRACTICE'].map((kind) => ({ kind, heading: '章', body: text('村里的路灯坏了三年。') }));
    const input = newArticle.parse({ title: '题目', category: RARE.slug, organisation: '新单位', regionCode: '320583', sections });
    written.id = (await createArticle(editor, input)).id;
  },
  'a submission that is made': async () => {
    written.revisionId = (await submitArticle(editor, written.id, { version: 1 })).review!.revisionId;
  },
  'a decision': () => decideArticle(reviewer, written.id, { revisionId: written.revisionId, outcome: 'APPROVED', note: '' }),
  'an address of a preview': () => createPreviewLink(editor, written.id, { days: 7 }),
  'the addresses of previews': () => listPreviewLinks(editor, written.id),
  'a preview': () => openPreview(encodeToken({ linkId: idOf('preview', 1_006), contentId: idOf('revision', 1_006), expiresAt: new Date(Date.now() + 60_000) })),
  'a schedule that is set': () => setSchedule(admin, written.id, { revisionId: written.revisionId, publishAt: new Date(Date.now() + 3_600_000), reason: '' }),
  'when an article is published by itself': () => getSchedule(editor, written.id),
  'all that is to happen by itself': () => listSchedules(admin),
  'what is overdue': () => catchUpSchedules(),
  'a publication': () => publishArticle(admin, written.id, {}),
  'a withdrawal': () => withdrawArticle(admin, written.id, { reason: '' }),
});
