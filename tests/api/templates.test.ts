import { beforeAll, describe, expect, test } from 'vitest';
import { ELEMENTS, TEMPLATE_NAMES } from '../../lib/domains/articles/templates';
import { templates as words } from '../../lib/i18n/zh-CN/templates';
import { body, carryThrough, makeCategory } from '../support/articles';
import { data, findings, type ArticleView, type SectionAnswer } from '../support/answers';
import { as, visitor } from '../support/client';
import { createCast, type Cast } from '../support/people';

let cast: Cast;
beforeAll(async () => {
  cast = await createCast();
});

const start = async (given: object) => data<ArticleView>(await as(cast.owner).post('/api/articles', given), 201);

describe('an article of a template', () => {
  test.each(TEMPLATE_NAMES.filter((name) => name !== 'blank'))('%s has the five elements without a word of text, each with guidance and a length', async (template) => {
    const { sections } = await start({ template, title: '题目' });
    expect(sections.map(({ kind }) => kind)).toEqual(Object.values(ELEMENTS));
    expect(sections.map(({ heading }) => heading)).toEqual(['背景', '做法', '成效', '启示', '附录']);
    for (const [at, name] of (Object.keys(ELEMENTS) as (keyof typeof ELEMENTS)[]).entries()) {
      expect(sections[at]!.body.content).toEqual([]);
      expect(sections[at]!.guidance).toEqual({ text: words.guidance[template as 'service'][name], length: expect.stringMatching(/\d/) });
    }
  });

  test('blank has none', async () => {
    expect((await start({ template: 'blank' })).sections).toEqual([]);
  });

  test('is not given sections besides, and has to be one that there is', async () => {
    expect(findings(await as(cast.owner).post('/api/articles', { template: 'service', sections: [{ heading: '背景' }] }))).toEqual(['/template template_and_sections']);
    expect(findings(await as(cast.owner).post('/api/articles', { template: 'constructor' }))).toEqual(['/template invalid_value']);
  });

  test('keeps the guidance of a section while it is written; a section of no template has none', async () => {
    const { id, sections } = await start({ template: 'service' });
    const path = `/api/articles/${id}/sections/${sections[0]!.id}`;
    const saved = data<SectionAnswer>(await as(cast.owner).patch(path, { version: 1, body: body('村里的路灯坏了三年。') }));
    expect(saved.section.guidance).toEqual(sections[0]!.guidance);
    const added = data<SectionAnswer>(await as(cast.owner).post(`/api/articles/${id}/sections`, { heading: '又一节' }), 201);
    expect(added.section.guidance).toBeNull();
  });

  test('shows readers nothing of its guidance', async () => {
    const { id, sections } = await start({ template: 'governance', title: '路灯', category: await makeCategory() });
    data(await as(cast.owner).patch(`/api/articles/${id}/sections/${sections[1]!.id}`, { version: 1, body: body('每周一次例会，当场分工。') }));
    const { number } = await carryThrough(cast, id);
    for (const address of [`/cases/${number}`, `/api/cases/${number}`]) {
      const { text } = await visitor.get(address);
      expect(text).toContain('每周一次例会');
      for (const guidance of Object.values(words.guidance.governance)) expect(text).not.toContain(guidance.slice(0, 12));
    }
  });
});
