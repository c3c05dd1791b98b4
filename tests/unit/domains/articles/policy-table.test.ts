import { describe, expect, test } from 'vitest';
import type { Anyone } from '../../../../lib/platform/actor';
import type { ArticleSubject } from '../../../../lib/domains/articles/policy';
import type { Role } from '../../../../lib/platform/database/generated/enums';
import { isDomainError } from '../../../../lib/platform/errors';
import { articlePolicy } from '../../../../lib/domains/articles/policy';
import { ACTIONS, expectedRow, ROLES, STATES, type Outcome, type RoleName, type StateName, type TableAction } from '../../../support/policy-table';

const person = (id: string, role: Role): Anyone => ({ id, role, name: id, email: `${id}@test.example` });

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

const SUBJECTS: Record<StateName, Omit<ArticleSubject, 'ownerId' | 'editorIds' | 'submittedById'>> = {
  draft: { stage: 'DRAFT', published: false, publishable: false, deleted: false },
  submitted: { stage: 'SUBMITTED', published: false, publishable: false, deleted: false },
  returned: { stage: 'RETURNED', published: false, publishable: false, deleted: false },
  approved: { stage: 'APPROVED', published: false, publishable: true, deleted: false },
  published: { stage: 'APPROVED', published: true, publishable: false, deleted: false },
  newer: { stage: 'DRAFT', published: true, publishable: false, deleted: false },
  withdrawn: { stage: 'APPROVED', published: false, publishable: true, deleted: false },
  deleted: { stage: 'DRAFT', published: false, publishable: false, deleted: true },
};

const STATUS: Partial<Record<string, Outcome>> = { unauthenticated: '401', forbidden: '403', not_found: '404', conflict: '409' };

function outcomeOf(attempt: () => void): Outcome {
  try {
    attempt();
    return 'ok';
  } catch (error) {
    const outcome = isDomainError(error) ? STATUS[error.code] : undefined;
    if (!outcome) throw error;
    return outcome;
  }
}

/** A change of category is an edit, and while readers see the article an admin's. */
function steps(action: TableAction, article: ArticleSubject): TableAction[] {
  if (action !== 'article.recategorise') return [action];
  return article.published ? ['article.edit', action] : ['article.edit'];
}

function subject(state: StateName, role: RoleName): ArticleSubject {
  return { ...SUBJECTS[state], ownerId: PEOPLE[role].ownerId, editorIds: ['coEditor'], submittedById: null };
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

test('a reviewer or admin who co-edits an article does not decide on it', () => {
  for (const role of ['REVIEWER', 'ADMIN'] as const) {
    const actor = person('coEditor', role);
    expect(outcomeOf(() => articlePolicy.authorize(actor, 'article.decide', subject('submitted', 'owner')))).toBe('403');
  }
});
