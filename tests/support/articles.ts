import { system } from '../../lib/platform/actor';
import { ensureCategories } from '../../lib/domains/categories/mutations';
import { doc, paragraph } from '../../lib/content/build';
import { data, type ArticleView } from './answers';
import { as } from './client';
import { unique, type Person } from './people';

/** A body of one paragraph a line. */
export function body(...lines: string[]) {
  return doc(lines.map((line) => paragraph(line)));
}

/** Makes a category. @returns its slug */
export async function makeCategory(parent?: string): Promise<string> {
  const slug = unique('c');
  await ensureCategories(system('command-line'), [{ slug, name: `栏目 ${slug}`, description: '', parent }]);
  return slug;
}

let shared: Promise<string> | undefined;
/** A category for tests to which it does not matter which. */
export function anyCategory(): Promise<string> {
  return (shared ??= makeCategory());
}

/** Everything that a submission asks for; what is given stands instead. */
export async function articleInput(given: Record<string, unknown> = {}) {
  return {
    title: unique('案例'),
    category: await anyCategory(),
    sections: [
      { kind: 'BACKGROUND', heading: '背景', body: body('村里的路灯坏了三年。') },
      { kind: 'PRACTICE', heading: '做法', body: body('每周一次例会，当场分工。') },
    ],
    ...given,
  };
}

/** An article of `owner`'s with two sections, as the API makes it. */
export async function makeArticle(owner: Person, given: Record<string, unknown> = {}): Promise<ArticleView> {
  return data<ArticleView>(await as(owner).post('/api/articles', await articleInput(given)), 201);
}

export async function readArticle(person: Person, id: string): Promise<ArticleView> {
  return data<ArticleView>(await as(person).get(`/api/articles/${id}`));
}

/** Submits the working copy as it stands. */
export async function submit(owner: Person, id: string): Promise<ArticleView> {
  const { workingSeq } = await readArticle(owner, id);
  return data<ArticleView>(await as(owner).post(`/api/articles/${id}/submission`, { version: workingSeq }));
}

export async function decide(judge: Person, id: string, outcome: 'APPROVED' | 'RETURNED', note = '请补充数据。'): Promise<ArticleView> {
  const { review } = await readArticle(judge, id);
  return data<ArticleView>(await as(judge).post(`/api/articles/${id}/decision`, { revisionId: review?.revisionId, outcome, note }));
}

export async function publish(admin: Person, id: string): Promise<ArticleView> {
  return data<ArticleView>(await as(admin).post(`/api/articles/${id}/publication`, {}));
}

export async function withdraw(admin: Person, id: string, reason = ''): Promise<ArticleView> {
  return data<ArticleView>(await as(admin).delete(`/api/articles/${id}/publication`, { reason }));
}

/** The way of an article from its owner over a reviewer to the admin. */
export interface Way {
  owner: Person;
  reviewer: Person;
  admin: Person;
}

/** Submits, approves and publishes the working copy as it stands. */
export async function carryThrough({ owner, reviewer, admin }: Way, id: string): Promise<ArticleView> {
  await submit(owner, id);
  await decide(reviewer, id, 'APPROVED', '');
  return publish(admin, id);
}

export async function makePublished(way: Way, given: Record<string, unknown> = {}): Promise<ArticleView> {
  const { id } = await makeArticle(way.owner, given);
  return carryThrough(way, id);
}
