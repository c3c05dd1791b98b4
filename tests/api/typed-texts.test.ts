import { beforeAll, describe, expect, test } from 'vitest';
import { system } from '../../lib/platform/actor';
import { ensureCategories } from '../../lib/domains/categories/mutations';
import { data, findings, type ArticleView } from '../support/answers';
import { articleInput, body, makeArticle, makePublished, readArticle } from '../support/articles';
import { as, visitor } from '../support/client';
import { sql } from '../support/database';
import { createCast, unique, type Cast } from '../support/people';

let cast: Cast;
beforeAll(async () => {
  cast = await createCast();
  await sql('DELETE FROM "RateLimit"');
});

describe('invisible controls', () => {
  test('are no reason to refuse: breaks stay breaks, the others go', async () => {
    const paragraph = { type: 'paragraph', content: [{ type: 'text', text: '一\v二\u0000三' }] };
    const input = await articleInput({ title: '题\v目\u0007', lead: '第一行\v第二行\f第三行\u0001', organisation: '局\u0000', field: '\u0002', sections: [{ kind: 'OTHER', heading: '标\f题', body: { type: 'doc', schemaVersion: 1, content: [paragraph] } }] });
    const { title, lead, organisation, field, sections } = data<ArticleView>(await as(cast.owner).post('/api/articles', input), 201);
    expect({ title, lead, organisation, field, heading: sections[0]!.heading }).toEqual({ title: '题 目', lead: '第一行\n第二行\n第三行', organisation: '局', field: '', heading: '标 题' });
    expect(sections[0]!.body.content[0]).toMatchObject({ content: [{ type: 'text', text: '一' }, { type: 'hardBreak' }, { type: 'text', text: '二三' }] });
  });
});

describe('a text that shows nothing', () => {
  const BLANKS = ['\u200b', '\u3164', '\u2800', '\ufe0f', '\u0301', '\u202e\u2069', ' \u00ad\u2060 '];

  test.each(BLANKS)('%j is no name and no title of a collection', async (blank) => {
    expect(findings(await visitor.post('/api/registration', { email: `${unique('leer')}@test.example`, name: blank, password: 'ten characters' }))).toEqual(['/name too_small']);
    expect(findings(await as(cast.owner).post('/api/collections', { title: blank }))).toEqual(['/title too_small']);
  });

  test.each(BLANKS)('%j is no title of a case, no text and no note', async (blank) => {
    const article = await makeArticle(cast.owner, { title: blank, organisation: blank, sections: [{ kind: 'PRACTICE', heading: blank, body: body(blank) }] });
    expect([article.title, article.organisation, article.sections[0]!.heading]).toEqual(['', null, '']);
    expect(findings(await as(cast.owner).post(`/api/articles/${article.id}/submission`, { version: article.workingSeq }))).toEqual(['/title title_missing', '/sections sections_empty']);
  });

  test('is no note of a return', async () => {
    const article = await makeArticle(cast.owner);
    data(await as(cast.owner).post(`/api/articles/${article.id}/submission`, { version: article.workingSeq }));
    const { review } = await readArticle(cast.reviewer, article.id);
    expect(findings(await as(cast.reviewer).post(`/api/articles/${article.id}/decision`, { revisionId: review?.revisionId, outcome: 'RETURNED', note: '\u200b\u3164' }))).toEqual(['/note note_required']);
  });

  test('that was stored as a title before keeps a case from being submitted', async () => {
    const article = await makeArticle(cast.owner);
    await sql('UPDATE "Article" SET title = $1 WHERE id = $2', ['\u3164', article.id]);
    expect(findings(await as(cast.owner).post(`/api/articles/${article.id}/submission`, { version: article.workingSeq }))).toEqual(['/title title_missing']);
  });
});

describe('typed texts that turn the direction of reading', () => {
  const TURNING = 'abc\u202edef\u2069';
  const within = 'abc\u202edef';

  test('stand isolated on reader pages, in page titles and in feeds', async () => {
    const category = unique('d');
    await ensureCategories(system('command-line'), [{ slug: category, name: `栏目${TURNING}`, description: '' }]);
    const { number, title } = await makePublished(cast, { title: TURNING, organisation: `局${TURNING}`, category, sections: [{ kind: 'PRACTICE', heading: `节${TURNING}`, body: body('一') }] });
    expect(title).toBe(TURNING);
    const page = (await visitor.get(`/cases/${number}`)).text;
    expect(page).toMatch(new RegExp(`<title>\u2068${within}\u2069 ·`));
    // Every place of the body where it stands is in an isolate that it cannot leave; data for machines are as they were given.
    const shown = page.slice(page.indexOf('<body')).replace(/<script[^]*?<\/script>/g, '');
    const places = shown.split('\u202e').slice(0, -1);
    expect(places.length).toBeGreaterThan(5);
    let before = '';
    for (const place of places) {
      before += place;
      const isInBdi = before.lastIndexOf('<bdi>') > before.lastIndexOf('</bdi>');
      const isInIsolate = before.lastIndexOf('\u2068') > before.lastIndexOf('\u2069');
      expect(isInBdi || isInIsolate, before.slice(-120)).toBe(true);
      before += '\u202e';
    }
    const list = (await visitor.get(`/c/${category}`)).text;
    expect(list).toMatch(new RegExp(`<a href="/cases/${number}"><bdi>`));
    expect(list).toMatch(new RegExp(`<title>\u2068栏目${within}\u2069 ·`));
    const feed = (await visitor.get(`/c/${category}/feed.xml`)).text;
    expect(feed).toContain(`\u2068${within}\u2069`);
    expect(feed).toContain(`\u2068局${within}\u2069`);
    expect(feed).toContain(`\u2068栏目${within}\u2069 ·`);
  });

  test('stand isolated on the desk', async () => {
    await sql('UPDATE "User" SET name = $1 WHERE id = $2', [TURNING, cast.coEditor.id]);
    const article = await makeArticle(cast.coEditor, { title: TURNING });
    const desk = await as(cast.coEditor).get('/desk');
    expect(desk.text).toContain(`<a href="/desk/articles/${article.id}"><bdi>${within}</bdi></a>`);
    expect(desk.text).toContain(`<a href="/account"><bdi>${within}</bdi></a>`);
  });
});
