import path from 'node:path';
import type { Endpoint as Declaration } from '../../lib/api/route';
import { ROUTES, type Route } from '../../lib/platform/routes/table';
import { ROOT } from '../../server/boot/root';
import { appFiles } from './app-files';
import { articleInput, body, decide, makePublished, readArticle, submit } from './articles';
import { data, type ArticleView } from './answers';
import { as } from './client';
import { picture, upload } from './pictures';
import { createCast, type Cast, type Person } from './people';

/** What the paths and bodies of the table are filled from. */
export interface Scene extends Cast {
  /** An article of `owner`'s with `coEditor`, returned by `reviewer`: he can read it, and it can be written. */
  article: ArticleView;
  /** Another draft of `owner`'s. */
  other: ArticleView;
  number: number;
  collectionId: string;
  /** The name of a file of a picture that `owner` has stored and that no article shows. */
  file: string;
  /** An address to `article`, by which a stranger sees it. */
  link: { id: string; token: string };
}

export async function setScene(): Promise<Scene> {
  const cast = await createCast();
  const made = data<ArticleView>(await as(cast.owner).post('/api/articles', await articleInput()), 201);
  await as(cast.owner).post(`/api/articles/${made.id}/editors`, { email: cast.coEditor.email });
  await submit(cast.owner, made.id);
  await decide(cast.reviewer, made.id, 'RETURNED');
  const article = await readArticle(cast.owner, made.id);
  const { number } = await makePublished(cast);
  const collection = await as(cast.owner).post('/api/collections', { title: '合集' });
  const { asset } = await upload(cast.owner, await picture(320, 200));
  const { id, path: shown } = data<{ id: string; path: string }>(await as(cast.owner).post(`/api/articles/${article.id}/preview-links`, {}), 201);
  const link = { id, token: shown.split('/').at(-1)! };
  const other = data<ArticleView>(await as(cast.owner).post('/api/articles', await articleInput()), 201);
  return { ...cast, article, other, link, number: number!, collectionId: data<{ id: string }>(collection, 201).id, file: `${asset}-320.webp` };
}

type Fields = Record<string, unknown>;

export interface Endpoint {
  method: 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';
  path: string;
  /** Who may; `visitor` where nobody need be signed in. */
  as: keyof Cast | 'visitor';
  /** What a reader and an editor who has nothing to do with the article get; `own` where the answer holds his own things only. */
  reader?: 403 | 404 | 'own';
  stranger?: 403 | 404 | 'own';
  /** A body with every field, all of them right. */
  body?(scene: Scene): Fields | Promise<Fields>;
}

const section = { kind: 'PRACTICE', heading: '做法', number: '一、', body: body('先摸底，再分工。') };
const fields = { title: '题目', lead: '导语', regionCode: '320583', organisation: '某村', field: '治理', year: 2021, category: null };
const ARTICLE = '/api/articles/{id}';
const inDays = (days: number) => new Date(Date.now() + days * 24 * 60 * 60 * 1_000).toISOString();

/** Every endpoint of the API but next-auth's own. A test compares it with what the files below app/ export and declare. */
export const ENDPOINTS: Endpoint[] = [
  { method: 'GET', path: '/api/health', as: 'visitor' },
  { method: 'GET', path: '/api/health/ready', as: 'visitor' },
  { method: 'GET', path: '/api/cases', as: 'visitor' },
  { method: 'GET', path: '/api/cases/{number}', as: 'visitor' },
  { method: 'POST', path: '/api/registration', as: 'visitor', body: () => ({ email: 'new@test.example', name: '新读者', password: 'ten characters' }) },
  { method: 'GET', path: '/api/account', as: 'reader', reader: 'own', stranger: 'own' },
  { method: 'PUT', path: '/api/account/password', as: 'reader', reader: 'own', stranger: 'own', body: () => ({ oldPassword: 'old password', newPassword: 'new password' }) },
  { method: 'PATCH', path: '/api/users/{userId}', as: 'admin', reader: 403, stranger: 403, body: () => ({ role: 'EDITOR', status: 'ACTIVE' }) },
  { method: 'GET', path: '/api/articles', as: 'owner', reader: 'own', stranger: 'own' },
  { method: 'POST', path: '/api/articles', as: 'owner', reader: 403, stranger: 'own', body: () => ({ ...fields, sections: [section] }) },
  { method: 'GET', path: ARTICLE, as: 'owner', reader: 404, stranger: 404 },
  { method: 'PATCH', path: ARTICLE, as: 'owner', reader: 404, stranger: 404, body: ({ article }) => ({ ...fields, version: article.version }) },
  { method: 'DELETE', path: ARTICLE, as: 'owner', reader: 404, stranger: 404 },
  { method: 'POST', path: `${ARTICLE}/copies`, as: 'owner', reader: 404, stranger: 404 },
  { method: 'POST', path: `${ARTICLE}/restoration`, as: 'owner', reader: 404, stranger: 404 },
  { method: 'POST', path: `${ARTICLE}/sections`, as: 'owner', reader: 404, stranger: 404, body: ({ article }) => ({ ...section, after: article.sections[0]!.id }) },
  { method: 'PATCH', path: `${ARTICLE}/sections/{sectionId}`, as: 'owner', reader: 404, stranger: 404, body: () => ({ ...section, version: 1 }) },
  { method: 'DELETE', path: `${ARTICLE}/sections/{sectionId}`, as: 'owner', reader: 404, stranger: 404, body: () => ({ version: 1 }) },
  { method: 'POST', path: `${ARTICLE}/sections/{sectionId}/restoration`, as: 'owner', reader: 404, stranger: 404 },
  {
    method: 'POST',
    path: `${ARTICLE}/sections/{sectionId}/move`,
    as: 'owner',
    reader: 404,
    stranger: 404,
    body: ({ article, other }) => ({ to: other.id, after: null, versions: { section: 1, from: article.orderVersion, to: other.orderVersion } }),
  },
  { method: 'POST', path: `${ARTICLE}/sections/{sectionId}/copies`, as: 'owner', reader: 404, stranger: 404, body: ({ other }) => ({ to: other.id, after: null, version: 1 }) },
  {
    method: 'PUT',
    path: `${ARTICLE}/sections/order`,
    as: 'owner',
    reader: 404,
    stranger: 404,
    body: ({ article }) => ({ version: article.orderVersion, order: article.sections.map(({ id }) => id).reverse() }),
  },
  { method: 'POST', path: `${ARTICLE}/editors`, as: 'owner', reader: 404, stranger: 404, body: ({ otherEditor }) => ({ email: otherEditor.email }) },
  { method: 'DELETE', path: `${ARTICLE}/editors/{userId}`, as: 'owner', reader: 404, stranger: 404 },
  { method: 'GET', path: `${ARTICLE}/revisions`, as: 'owner', reader: 404, stranger: 404 },
  { method: 'POST', path: `${ARTICLE}/revisions`, as: 'owner', reader: 404, stranger: 404, body: () => ({ name: '送审前' }) },
  { method: 'GET', path: `${ARTICLE}/revisions/{revisionId}`, as: 'owner', reader: 404, stranger: 404 },
  {
    method: 'POST',
    path: `${ARTICLE}/revisions/{revisionId}/restoration`,
    as: 'owner',
    reader: 404,
    stranger: 404,
    body: ({ article }) => ({ version: article.workingSeq, sectionId: article.sections[0]!.id }),
  },
  { method: 'POST', path: `${ARTICLE}/submission`, as: 'owner', reader: 404, stranger: 404, body: ({ article }) => ({ version: article.workingSeq }) },
  { method: 'DELETE', path: `${ARTICLE}/submission`, as: 'owner', reader: 404, stranger: 404 },
  {
    method: 'POST',
    path: `${ARTICLE}/decision`,
    as: 'reviewer',
    reader: 404,
    stranger: 404,
    body: ({ article }) => ({ revisionId: article.review!.revisionId, outcome: 'RETURNED', note: '请补充。' }),
  },
  { method: 'POST', path: `${ARTICLE}/publication`, as: 'admin', reader: 404, stranger: 404, body: ({ article }) => ({ revisionId: article.review!.revisionId }) },
  { method: 'DELETE', path: `${ARTICLE}/publication`, as: 'admin', reader: 404, stranger: 404, body: () => ({ reason: '有误。' }) },
  { method: 'GET', path: `${ARTICLE}/schedule`, as: 'owner', reader: 404, stranger: 404 },
  {
    method: 'PUT',
    path: `${ARTICLE}/schedule`,
    as: 'admin',
    reader: 404,
    stranger: 404,
    body: ({ article }) => ({ revisionId: article.review!.revisionId, publishAt: inDays(30), withdrawAt: inDays(60), reason: '到期。' }),
  },
  { method: 'DELETE', path: `${ARTICLE}/schedule`, as: 'admin', reader: 404, stranger: 404 },
  { method: 'GET', path: `${ARTICLE}/preview-links`, as: 'owner', reader: 404, stranger: 404 },
  { method: 'POST', path: `${ARTICLE}/preview-links`, as: 'owner', reader: 404, stranger: 404, body: () => ({ days: 3 }) },
  { method: 'DELETE', path: `${ARTICLE}/preview-links/{linkId}`, as: 'owner', reader: 404, stranger: 404 },
  { method: 'GET', path: '/api/assets', as: 'owner', reader: 403, stranger: 'own' },
  { method: 'DELETE', path: '/api/assets/{hash}', as: 'owner', reader: 404, stranger: 404 },
  { method: 'POST', path: '/api/assets', as: 'owner', reader: 403, stranger: 'own' },
  { method: 'POST', path: '/api/import', as: 'owner', reader: 403, stranger: 'own' },
  { method: 'POST', path: '/api/import/contents', as: 'owner', reader: 403, stranger: 'own' },
  { method: 'POST', path: '/api/import/preview', as: 'owner', reader: 403, stranger: 'own' },
  { method: 'GET', path: '/api/media/{file}', as: 'owner', reader: 404, stranger: 404 },
  { method: 'GET', path: '/media/{file}', as: 'visitor' },
  { method: 'GET', path: '/preview/{token}/media/{file}', as: 'visitor' },
  { method: 'GET', path: '/api/reviews', as: 'reviewer', reader: 403, stranger: 403 },
  { method: 'POST', path: '/api/collections', as: 'owner', reader: 403, stranger: 'own', body: () => ({ title: '合集', lead: '导语', articleIds: [] }) },
  { method: 'POST', path: '/api/collections/{collectionId}/publication', as: 'admin', reader: 404, stranger: 404 },
  { method: 'DELETE', path: '/api/collections/{collectionId}/publication', as: 'admin', reader: 404, stranger: 404 },
];

export const WRITES = ENDPOINTS.filter(({ method }) => method !== 'GET');
export const WITH_BODY = ENDPOINTS.filter((endpoint) => endpoint.body);

/** `POST /api/articles/{id}/submission`: how a test is called. */
export const nameOf = ({ method, path: template }: Endpoint) => `${method} ${template}`;

/** The path with everything in braces filled in. */
export function pathOf({ path: template }: Endpoint, scene: Scene): string {
  const values: Record<string, string> = {
    id: scene.article.id,
    sectionId: scene.article.sections[0]!.id,
    userId: scene.coEditor.id,
    revisionId: scene.article.review!.revisionId,
    collectionId: scene.collectionId,
    number: String(scene.number),
    file: scene.file,
    linkId: scene.link.id,
    token: scene.link.token,
    hash: scene.file.slice(0, 64),
  };
  return template.replace(/\{(\w+)\}/g, (_, name: string) => values[name] ?? '');
}

/** Who may do it, of the scene's people. */
export function personOf({ as: role }: Endpoint, scene: Scene): Person | null {
  return role === 'visitor' ? null : scene[role];
}

const METHODS = ['GET', 'HEAD', 'OPTIONS', 'POST', 'PUT', 'PATCH', 'DELETE'] as const;

/** What a file below app/ answers to one method. */
export interface DeclaredEndpoint {
  name: string;
  file: string;
  /** What its declaration says; undefined for a handler that does not go through the wrapper. */
  says: Declaration | undefined;
}

/** Every method and path that the API's route files export, in the table's spelling but for the names in braces. */
export async function declaredEndpoints(): Promise<DeclaredEndpoint[]> {
  const files = appFiles().filter(({ route, file }) => ROUTES[route as Route]?.surface === 'api' && path.basename(file).startsWith('route.'));
  const found = await Promise.all(
    files.map(async ({ route, file }) => {
      const exported = (await import(path.join(ROOT, file))) as Partial<Record<string, { endpoint?: Declaration }>>;
      return METHODS.filter((method) => exported[method]).map((method) => ({ name: `${method} ${route}`, file, says: exported[method]!.endpoint }));
    }),
  );
  return found.flat();
}
