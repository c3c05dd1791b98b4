import { articleInput, decide, makeArticle, readArticle, submit } from '../../support/articles';
import { data, problem } from '../../support/answers';
import { as, visitor, type Answer } from '../../support/client';
import { sql } from '../../support/database';
import { signInByForm, typeCredentials } from '../../support/next-auth';
import { unique } from '../../support/people';
import type { Library } from './pages';

/** Something that is done and changes nothing that readers see. */
export interface Idle {
  what: string;
  how(library: Library): Promise<unknown>;
}

const refused = async (asked: Promise<Answer>, status: number) => problem(await asked, status);
const draftOf = ({ cast, subject }: Library) => readArticle(cast.owner, subject.id);
const address = ({ subject }: Library) => `/api/articles/${subject.id}`;

export const IDLE: Idle[] = [
  {
    what: 'a change that is refused: 401, 403, 404, 409, 422',
    how: async (library) => {
      const { cast, collection, sibling } = library;
      const [path, { version }] = [address(library), await draftOf(library)];
      await refused(visitor.delete(`${path}/publication`, {}), 401);
      await refused(as(cast.owner).delete(`${path}/publication`, {}), 403);
      await refused(as(cast.owner).patch(path, { version, category: sibling }), 403);
      await refused(as(cast.otherEditor).delete(`${path}/publication`, {}), 404);
      await refused(as(cast.admin).post(`${path}/publication`, {}), 409);
      await refused(as(cast.admin).post(`/api/collections/${collection.id}/publication`), 409);
      await refused(as(cast.admin).patch(path, { version: version + 9, category: sibling }), 409);
      await refused(as(cast.admin).patch(path, { version, category: 'no-such-category' }), 422);
      await refused(as(cast.admin).delete(`${path}/publication`, { reason: 1 }), 422);
    },
  },
  {
    what: 'a transaction that is rolled back',
    how: ({ top, collection }) =>
      sql(`BEGIN; UPDATE "Category" SET name = 'never' WHERE slug = '${top}'; DELETE FROM "CollectionItem" WHERE "collectionId" = '${collection.id}';
        UPDATE "Article" SET "withdrawnReason" = 'never' WHERE number IS NOT NULL; SET CONSTRAINTS ALL IMMEDIATE; ROLLBACK`),
  },
  {
    what: 'a draft that is written, put aside, brought back',
    how: async ({ cast, child }) => {
      const { id } = await makeArticle(cast.owner, await articleInput({ category: child, organisation: unique('新单位') }));
      data(await as(cast.owner).delete(`/api/articles/${id}`));
      data(await as(cast.owner).post(`/api/articles/${id}/restoration`));
    },
  },
  {
    what: 'a state of a published case that is named, and an earlier one brought back',
    how: async (library) => {
      const [owner, path, draft] = [as(library.cast.owner), address(library), await draftOf(library)];
      data(await owner.patch(path, { version: draft.version, title: unique('草稿') }));
      const { id } = data<{ id: string }>(await owner.post(`${path}/revisions`, { name: '草稿' }), 201);
      data(await owner.patch(path, { version: draft.version + 1, title: unique('草稿') }));
      data(await owner.post(`${path}/revisions/${id}/restoration`, { version: (await draftOf(library)).workingSeq }));
    },
  },
  {
    what: 'the working copy of a published case: fields, sections, their order',
    how: async (library) => {
      const [owner, path, draft] = [as(library.cast.owner), address(library), await draftOf(library)];
      data(await owner.patch(path, { version: draft.version, title: unique('草稿'), lead: '草稿', organisation: unique('单位'), regionCode: '320583' }));
      const [first, second] = draft.sections;
      data(await owner.patch(`${path}/sections/${first!.id}`, { version: first!.version, heading: '草稿' }));
      data(await owner.post(`${path}/sections`, { heading: '新的一章' }), 201);
      const { sections, orderVersion } = await draftOf(library);
      const rest = sections.filter(({ id }) => id !== second!.id).map(({ id }) => id);
      data(await owner.put(`${path}/sections/order`, { version: orderVersion, order: [second!.id, ...rest] }));
      data(await owner.post(`${path}/editors`, { email: library.cast.coEditor.email }));
    },
  },
  {
    what: 'a submission that is recalled, one that is returned, one that is approved',
    how: async (library) => {
      const { cast, subject } = library;
      const { version } = await draftOf(library);
      data(await as(cast.owner).patch(address(library), { version, title: unique('草稿') }));
      await submit(cast.owner, subject.id);
      data(await as(cast.owner).delete(`${address(library)}/submission`));
      await submit(cast.owner, subject.id);
      await decide(cast.reviewer, subject.id, 'RETURNED');
      await submit(cast.owner, subject.id);
      await decide(cast.reviewer, subject.id, 'APPROVED', '');
    },
  },
  {
    what: 'a collection that is a draft',
    how: async ({ cast, subject, draftCollection }) => {
      data(await as(cast.owner).post('/api/collections', { title: unique('合集'), articleIds: [subject.id] }), 201);
      await refused(as(cast.owner).post(`/api/collections/${draftCollection}/publication`), 403);
    },
  },
  {
    what: 'accounts: registration, sign-in, one that fails, a role, a name',
    how: async ({ cast }) => {
      const email = `${unique('new')}@test.example`;
      data(await visitor.post('/api/registration', { email, name: '新读者', password: 'ten characters' }), 201);
      await signInByForm(email, 'ten characters');
      await typeCredentials({ email, password: 'not this one' });
      data(await as(cast.admin).patch(`/api/users/${cast.otherEditor.id}`, { role: 'REVIEWER' }));
      await sql(`UPDATE "User" SET name = name || '（新）' WHERE id = $1::uuid`, [cast.owner.id]);
    },
  },
];
