import { beforeAll, describe, expect, test } from 'vitest';
import type { LibraryPicture } from '../../lib/domains/articles/picture-library';
import type { Page } from '../../lib/platform/database/keyset';
import { body, carryThrough, makeArticle } from '../support/articles';
import { data, findings, problem } from '../support/answers';
import { as, visitor } from '../support/client';
import { sql, sqlRow, storesNothing } from '../support/database';
import { createCast, createUser, type Cast, type Person } from '../support/people';
import { picture, sectionWith, send, upload } from '../support/pictures';

let cast: Cast;
beforeAll(async () => {
  cast = await createCast();
});

const list = async (person: Person, query = '') => data<Page<LibraryPicture>>(await as(person).get(`/api/assets${query}`));
const hashes = ({ items }: Page<LibraryPicture>) => items.map(({ hash }) => hash);
const remove = (person: Person, hash: string) => as(person).delete(`/api/assets/${hash}`);

describe('the library', () => {
  test('has one’s own pictures, the latest first, in pages', async () => {
    const editor = await createUser('EDITOR');
    const made = [];
    for (let n = 0; n < 3; n += 1) made.unshift((await upload(editor, await picture(300 + n, 200))).asset);
    const first = await list(editor, '?limit=2');
    expect(hashes(first)).toEqual(made.slice(0, 2));
    expect(first.items[0]).toMatchObject({ width: 302, height: 200, own: true, places: [], bytes: expect.any(Number) });
    const second = await list(editor, `?limit=2&cursor=${first.next}`);
    expect(hashes(second)).toEqual(made.slice(2));
    expect(second.next).toBeNull();
    expect(findings(await as(editor).get(`/api/assets?limit=2&show=unused&cursor=${first.next}`))).toEqual(['/cursor bad_cursor']);
    expect(findings(await as(editor).get('/api/assets?show=used'))).toEqual(['/show invalid_value']);
  });

  test('says where each is shown: in which section, with which words, in which revision, whether readers see it', async () => {
    const editor = await createUser('EDITOR');
    const shown = await upload(editor, await picture(320, 200));
    const idle = await upload(editor, await picture(320, 200));
    const { id, sections } = await makeArticle(editor, { title: '路灯', sections: [sectionWith(shown, { alt: '公示栏' })] });
    await carryThrough({ ...cast, owner: editor }, id);
    const [unused, used] = (await list(editor)).items;
    expect(unused).toMatchObject({ hash: idle.asset, places: [] });
    expect(used!.places).toEqual([
      { articleId: id, title: '路灯', section: { id: sections[0]!.id, heading: '做法', deleted: false, uses: [{ alt: '公示栏', decorative: false }] }, revision: null, published: false, deleted: false },
      { articleId: id, title: '路灯', section: null, revision: 1, published: true, deleted: false },
    ]);
    expect(hashes(await list(editor, '?show=unused'))).toEqual([idle.asset]);
  });

  test('has the pictures of an article that one co-edits, and tells nothing of articles that are not one’s own', async () => {
    const [owner, guest, other] = [await createUser('EDITOR'), await createUser('EDITOR'), await createUser('EDITOR')];
    const bytes = await picture(320, 200);
    const { asset } = await upload(owner, bytes);
    const { id } = await makeArticle(owner, { sections: [sectionWith(await upload(owner, bytes))] });
    expect(hashes(await list(guest))).toEqual([]);
    await as(owner).post(`/api/articles/${id}/editors`, { email: guest.email });
    expect((await list(guest)).items).toMatchObject([{ hash: asset, own: false, places: [{ articleId: id }] }]);
    // The same picture of somebody else: he does not hear who shows it besides.
    await upload(other, bytes);
    expect((await list(other)).items).toMatchObject([{ hash: asset, own: true, places: [] }]);
    expect(hashes(await list(other, '?show=unused'))).toEqual([asset]);
  });
});

describe('a picture', () => {
  test('that nothing shows is deleted, and is no more', async () => {
    const bytes = await picture(320, 200);
    const { asset } = await upload(cast.owner, bytes);
    const { id } = await sqlRow<{ id: string }>('SELECT id FROM "Asset" WHERE hash = $1', [asset]);
    expect(data(await remove(cast.owner, asset))).toEqual({ hash: asset });
    expect(await sql('SELECT 1 FROM "Asset" WHERE hash = $1', [asset])).toEqual([]);
    expect((await as(cast.owner).get(`/api/media/${asset}-320.webp`)).status).toBe(404);
    expect(await sqlRow('SELECT "actorId", data FROM "AuditEvent" WHERE "subjectId" = $1 AND action = $2', [id, 'asset.deleted'])).toEqual({ actorId: cast.owner.id, data: { hash: asset, gone: true } });
    problem(await remove(cast.owner, asset), 404);
    // And comes in again as any other.
    expect((await upload(cast.owner, bytes)).asset).toBe(asset);
    expect((await as(cast.owner).get(`/api/media/${asset}-320.webp`)).status).toBe(200);
  });

  test('in use is not deleted: 409 with the places, also of revisions, deleted sections and the bin', async () => {
    const shown = await upload(cast.owner, await picture(320, 200));
    const { id, sections } = await makeArticle(cast.owner, { title: '路灯', sections: [sectionWith(shown), { heading: '又', body: body('有字。') }] });
    const refused = async (places: object[]) =>
      storesNothing(async () => expect(problem(await remove(cast.owner, shown.asset), 409)).toMatchObject({ reason: 'picture_used', current: { places } }));
    await refused([{ articleId: id, section: { id: sections[0]!.id, deleted: false } }]);
    data(await as(cast.owner).delete(`/api/articles/${id}/sections/${sections[0]!.id}`, { version: 1 }));
    await refused([{ articleId: id, section: { id: sections[0]!.id, deleted: true } }]);
    data(await as(cast.owner).delete(`/api/articles/${id}`));
    await refused([{ articleId: id, deleted: true }]);
  });

  test('that nothing shows any more but an address given to strangers goes on being seen there', async () => {
    const shown = await upload(cast.owner, await picture(320, 200));
    const { id, sections } = await makeArticle(cast.owner, { sections: [sectionWith(shown)] });
    const link = data<{ path: string }>(await as(cast.owner).post(`/api/articles/${id}/preview-links`, {}), 201);
    data(await as(cast.owner).patch(`/api/articles/${id}/sections/${sections[0]!.id}`, { version: 1, body: body('改成文字。') }));
    data(await remove(cast.owner, shown.asset));
    expect((await visitor.get(`${link.path}/media/${shown.asset}-320.webp`)).status).toBe(200);
    expect(hashes(await list(cast.owner))).not.toContain(shown.asset);
  });

  test('that somebody else has stored too stays his', async () => {
    const bytes = await picture(320, 200);
    const { asset } = await upload(cast.owner, bytes);
    const shown = await upload(cast.otherEditor, bytes);
    await makeArticle(cast.otherEditor, { sections: [sectionWith(shown)] });
    data(await remove(cast.owner, asset));
    problem(await as(cast.owner).get(`/api/media/${asset}-320.webp`), 404);
    expect((await as(cast.otherEditor).get(`/api/media/${asset}-320.webp`)).status).toBe(200);
    expect((await list(cast.otherEditor)).items[0]).toMatchObject({ hash: asset, own: true });
  });

  test('of an article that one co-edits is not his to delete, and one that he cannot see is not there', async () => {
    const shown = await upload(cast.owner, await picture(320, 200));
    const { id } = await makeArticle(cast.owner, { sections: [sectionWith(shown)] });
    await as(cast.owner).post(`/api/articles/${id}/editors`, { email: cast.coEditor.email });
    await storesNothing(async () => {
      problem(await remove(cast.coEditor, shown.asset), 403);
      problem(await remove(cast.otherEditor, shown.asset), 404);
    });
  });

  test('is deleted and saved at the same moment: shown or gone, never an error', async () => {
    for (let turn = 0; turn < 5; turn += 1) {
      const bytes = await picture(320, 200);
      const shown = await upload(cast.owner, bytes);
      const { id } = await makeArticle(cast.owner, { sections: [{}] });
      const [gone, made, again] = await Promise.all([remove(cast.owner, shown.asset), as(cast.owner).post(`/api/articles/${id}/sections`, sectionWith(shown)), send(cast.owner, bytes)]);
      expect([[200, 422], [409, 201], [200, 201]]).toContainEqual([gone.status, made.status]);
      expect([201, 503]).toContain(again.status);
      const used = await sql('SELECT 1 FROM "AssetUse" WHERE "assetHash" = $1', [shown.asset]);
      expect(used).toHaveLength(made.status === 201 ? 1 : 0);
    }
  });
});
