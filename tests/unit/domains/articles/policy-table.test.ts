import { describe, expect, test } from 'vitest';
import { system, type Anyone } from '../../../../lib/platform/actor';
import type { ArticleSubject } from '../../../../lib/domains/articles/policy';
import { articlePolicy } from '../../../../lib/domains/articles/policy';
import { outcomeOf, person } from '../../../support/actors';
import { ACTIONS, expectedRow, ROLES, STATES, type RoleName, type StateName, type TableAction } from '../../../support/policy-table';

/** Who acts, and whose article it is. */
const PEOPLE: Record<RoleName, { actor: Anyone; ownerId: string }> = {
  anonymous: { actor: null, ownerId: 'owner' },
  reader: { actor: person('reader', 'READER'), ownerId: 'owner' },
  owner: { actor: person('owner', 'EDITOR'), ownerId: 'owner' },
  coEditor: { actor: person('coEditor', 'EDITOR'), ownerId: 'owner' },
  otherEditor: { actor: person('otherEditor', 'EDITOR'), ownerId: 'owner' },
  reviewer: { actor: person('reviewer', 'REVIEWER'), ownerId: 'owner' },
  reviewerOwner: { actor: person('reviewer', 'REVIEWER'), ownerId: 'reviewer' },
  admin: { actor: person('admin', 'ADMIN'), ownerId: 'owner' },
  adminOwner: { actor: person('admin', 'ADMIN'), ownerId: 'admin' },
};

const SUBJECTS: Record<StateName, Omit<ArticleSubject, 'ownerId' | 'editorIds' | 'submittedById' | 'writerIds'>> = {
  draft: { stage: 'DRAFT', published: false, publishable: false, deleted: false },
  submitted: { stage: 'SUBMITTED', published: false, publishable: false, deleted: false },
  returned: { stage: 'RETURNED', published: false, publishable: false, deleted: false },
  approved: { stage: 'APPROVED', published: false, publishable: true, deleted: false },
  published: { stage: 'APPROVED', published: true, publishable: false, deleted: false },
  newer: { stage: 'DRAFT', published: true, publishable: false, deleted: false },
  withdrawn: { stage: 'APPROVED', published: false, publishable: true, deleted: false },
  deleted: { stage: 'DRAFT', published: false, publishable: false, deleted: true },
};

/** A change of category is an edit, and while readers see the article an admin's. */
function steps(action: TableAction, article: ArticleSubject): TableAction[] {
  if (action !== 'article.recategorise') return [action];
  return article.published ? ['article.edit', action] : ['article.edit'];
}

function subject(state: StateName, role: RoleName): ArticleSubject {
  return { ...SUBJECTS[state], ownerId: PEOPLE[role].ownerId, editorIds: ['coEditor'], submittedById: null, writerIds: [] };
}

test('the table names every action that the policy knows, and no other', () => {
  expect([...ACTIONS].sort()).toEqual([...articlePolicy.actions].sort());
});

describe.each(ACTIONS)('%s', (action) => {
  test.each(STATES)('on an article that is %s', (state) => {
    const row = Object.fromEntries(
      ROLES.map((role) => {
        const article = subject(state, role);
        return [role, outcomeOf(() => steps(action, article).forEach((step) => articlePolicy.authorize(PEOPLE[role].actor, step, article)))];
      }),
    );
    expect(row).toEqual(expectedRow(action, state));
  });

  test('what a button asks is what the endpoint asserts', () => {
    for (const state of STATES) {
      for (const role of ROLES) {
        const article = subject(state, role);
        const { actor } = PEOPLE[role];
        expect(articlePolicy.can(actor, action, article), `${role}, ${state}`).toBe(outcomeOf(() => articlePolicy.authorize(actor, action, article)) === 'ok');
      }
    }
  });
});

test('an owner who is a reader by now has no business with the article any more', () => {
  const former = person('owner', 'READER');
  for (const action of ACTIONS) {
    for (const state of STATES) {
      expect(outcomeOf(() => articlePolicy.authorize(former, action, subject(state, 'owner'))), `${action}, ${state}`).toBe('404');
    }
  }
});

test('whoever handed it in does not decide on it, whatever he is', () => {
  for (const role of ['REVIEWER', 'ADMIN'] as const) {
    const article = { ...subject('submitted', 'owner'), submittedById: 'submitter' };
    expect(outcomeOf(() => articlePolicy.authorize(person('submitter', role), 'article.decide', article))).toBe('403');
    expect(outcomeOf(() => articlePolicy.authorize(person('another', role), 'article.decide', article))).toBe('ok');
  }
});

test('whoever wrote any of it does not decide on it, whatever he is', () => {
  for (const role of ['REVIEWER', 'ADMIN'] as const) {
    const article = { ...subject('submitted', 'owner'), writerIds: ['first', 'second'] };
    for (const writer of article.writerIds) {
      expect(outcomeOf(() => articlePolicy.authorize(person(writer, role), 'article.decide', article))).toBe('403');
    }
    expect(outcomeOf(() => articlePolicy.authorize(person('another', role), 'article.decide', article))).toBe('ok');
  }
});

test('a reviewer or admin who co-edits an article does not decide on it', () => {
  for (const role of ['REVIEWER', 'ADMIN'] as const) {
    const actor = person('coEditor', role);
    expect(outcomeOf(() => articlePolicy.authorize(actor, 'article.decide', subject('submitted', 'owner')))).toBe('403');
  }
});

/** By hand like the table of persons: the system shows readers what persons have approved, and takes it back. */
const SYSTEM: Record<TableAction, string> = {
  //                      draft submitted returned approved published newer withdrawn deleted
  'article.read': /*      */ 'ok  ok  ok  ok  ok  ok  ok  ok',
  'article.copy': /*      */ '403 403 403 403 403 403 403 403',
  'article.edit': /*      */ '403 403 403 403 403 403 403 403',
  'article.invite': /*    */ '403 403 403 403 403 403 403 403',
  'article.delete': /*    */ '403 403 403 403 403 403 403 403',
  'article.restore': /*   */ '403 403 403 403 403 403 403 403',
  'article.submit': /*    */ '403 403 403 403 403 403 403 403',
  'article.recall': /*    */ '403 403 403 403 403 403 403 403',
  'article.decide': /*    */ '403 403 403 403 403 403 403 403',
  'article.publish': /*   */ '409 409 409 ok  409 409 ok  409',
  'article.withdraw': /*  */ '409 409 409 409 ok  ok  409 409',
  'article.preview': /*   */ '403 403 403 403 403 403 403 403',
  'article.recategorise': /**/ '403 403 403 403 403 403 403 403',
};

test.each(ACTIONS)('%s by the system', (action) => {
  const seen = STATES.map((state) => {
    const article = subject(state, 'owner');
    return outcomeOf(() => steps(action, article).forEach((step) => articlePolicy.authorize(system('schedule'), step, article)));
  });
  expect(seen).toEqual(SYSTEM[action].split(/\s+/));
});
