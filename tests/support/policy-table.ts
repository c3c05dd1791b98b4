import type { Outcome } from './actors';
import type { ArticleAction } from '../../lib/domains/articles/policy';

/** In which relation somebody stands to the article. */
export const ROLES = ['anonymous', 'reader', 'owner', 'coEditor', 'otherEditor', 'reviewer', 'reviewerOwner', 'admin', 'adminOwner'] as const;
export type RoleName = (typeof ROLES)[number];

/** `newer`: published, with a draft that is newer; `withdrawn`: approved, was published, is not any more. */
export const STATES = ['draft', 'submitted', 'returned', 'approved', 'published', 'newer', 'withdrawn', 'deleted'] as const;
export type StateName = (typeof STATES)[number];


/** What the table speaks of. Recategorising is a change of the category alone, by the same request as any edit. */
export type TableAction = ArticleAction;

/** Who has no business with the article may not even know that it is there. */
const NOBODY = '401   401       401      401      401       401   401       401';
const STRANGER = '404   404       404      404      404       404   404       404';
/** A reviewer sees what was handed in, never a draft, and may do nothing with it but decide. */
const ONLOOKER = '404   403       403      403      403       404   403       404';
const NEVER = '403   403       403      403      403       403   403       403';

const strangers = { anonymous: NOBODY, reader: STRANGER, otherEditor: STRANGER };

/**
 * Who may do what in which state, written by hand from the rules in words (docs/architecture.md and docs/decisions) and not from the code.
 * 401 not signed in; 404 may not see it; 403 sees it and never may; 409 may, but not in this state.
 */
const TABLE: Record<TableAction, Record<RoleName, string>> = {
  //              draft submitted returned approved published newer withdrawn deleted
  'article.read': {
    ...strangers,
    owner: /*      */ 'ok    ok        ok       ok       ok        ok    ok        ok',
    coEditor: /*   */ 'ok    ok        ok       ok       ok        ok    ok        ok',
    reviewer: /*   */ '404   ok        ok       ok       ok        404   ok        404',
    reviewerOwner: 'ok    ok        ok       ok       ok        ok    ok        ok',
    admin: /*      */ 'ok    ok        ok       ok       ok        ok    ok        ok',
    adminOwner: /* */ 'ok    ok        ok       ok       ok        ok    ok        ok',
  },
  // Into an article of one's own: what one may read, and what everybody reads.
  'article.copy': {
    ...strangers,
    otherEditor: /**/ '404   404       404      404      ok        ok    404       404',
    owner: /*      */ 'ok    ok        ok       ok       ok        ok    ok        409',
    coEditor: /*   */ 'ok    ok        ok       ok       ok        ok    ok        409',
    reviewer: /*   */ '404   ok        ok       ok       ok        ok    ok        404',
    reviewerOwner: 'ok    ok        ok       ok       ok        ok    ok        409',
    admin: /*      */ 'ok    ok        ok       ok       ok        ok    ok        409',
    adminOwner: /* */ 'ok    ok        ok       ok       ok        ok    ok        409',
  },
  // While submitted the working copy is closed: recall, then edit.
  'article.edit': {
    ...strangers,
    owner: /*      */ 'ok    409       ok       ok       ok        ok    ok        409',
    coEditor: /*   */ 'ok    409       ok       ok       ok        ok    ok        409',
    reviewer: ONLOOKER,
    reviewerOwner: 'ok    409       ok       ok       ok        ok    ok        409',
    admin: /*      */ 'ok    409       ok       ok       ok        ok    ok        409',
    adminOwner: /* */ 'ok    409       ok       ok       ok        ok    ok        409',
  },
  'article.invite': {
    ...strangers,
    owner: /*      */ 'ok    ok        ok       ok       ok        ok    ok        409',
    coEditor: NEVER,
    reviewer: ONLOOKER,
    reviewerOwner: 'ok    ok        ok       ok       ok        ok    ok        409',
    admin: /*      */ 'ok    ok        ok       ok       ok        ok    ok        409',
    adminOwner: /* */ 'ok    ok        ok       ok       ok        ok    ok        409',
  },
  // What is published must be withdrawn first, what is submitted recalled.
  'article.delete': {
    ...strangers,
    owner: /*      */ 'ok    409       ok       ok       409       409   ok        409',
    coEditor: NEVER,
    reviewer: ONLOOKER,
    reviewerOwner: 'ok    409       ok       ok       409       409   ok        409',
    admin: /*      */ 'ok    409       ok       ok       409       409   ok        409',
    adminOwner: /* */ 'ok    409       ok       ok       409       409   ok        409',
  },
  'article.restore': {
    ...strangers,
    owner: /*      */ '409   409       409      409      409       409   409       ok',
    coEditor: NEVER,
    reviewer: ONLOOKER,
    reviewerOwner: '409   409       409      409      409       409   409       ok',
    admin: /*      */ '409   409       409      409      409       409   409       ok',
    adminOwner: /* */ '409   409       409      409      409       409   409       ok',
  },
  // An author says when he is done; nobody says it for him.
  'article.submit': {
    ...strangers,
    owner: /*      */ 'ok    409       ok       409      409       ok    409       409',
    coEditor: /*   */ 'ok    409       ok       409      409       ok    409       409',
    reviewer: ONLOOKER,
    reviewerOwner: 'ok    409       ok       409      409       ok    409       409',
    admin: NEVER,
    adminOwner: /* */ 'ok    409       ok       409      409       ok    409       409',
  },
  'article.recall': {
    ...strangers,
    owner: /*      */ '409   ok        409      409      409       409   409       409',
    coEditor: /*   */ '409   ok        409      409      409       409   409       409',
    reviewer: ONLOOKER,
    reviewerOwner: '409   ok        409      409      409       409   409       409',
    admin: NEVER,
    adminOwner: /* */ '409   ok        409      409      409       409   409       409',
  },
  // Never on one's own, whatever one is.
  'article.decide': {
    ...strangers,
    owner: NEVER,
    coEditor: NEVER,
    reviewer: /*   */ '404   ok        409      409      409       404   409       404',
    reviewerOwner: NEVER,
    admin: /*      */ '409   ok        409      409      409       409   409       409',
    adminOwner: NEVER,
  },
  'article.publish': {
    ...strangers,
    owner: NEVER,
    coEditor: NEVER,
    reviewer: ONLOOKER,
    reviewerOwner: NEVER,
    admin: /*      */ '409   409       409      ok       409       409   ok        409',
    adminOwner: /* */ '409   409       409      ok       409       409   ok        409',
  },
  'article.withdraw': {
    ...strangers,
    owner: NEVER,
    coEditor: NEVER,
    reviewer: ONLOOKER,
    reviewerOwner: NEVER,
    admin: /*      */ '409   409       409      409      ok        ok    409       409',
    adminOwner: /* */ '409   409       409      409      ok        ok    409       409',
  },
  // An address to one state of it for anybody, whatever the stage: for those whose words they are.
  'article.preview': {
    ...strangers,
    owner: /*      */ 'ok    ok        ok       ok       ok        ok    ok        409',
    coEditor: /*   */ 'ok    ok        ok       ok       ok        ok    ok        409',
    reviewer: ONLOOKER,
    reviewerOwner: 'ok    ok        ok       ok       ok        ok    ok        409',
    admin: /*      */ 'ok    ok        ok       ok       ok        ok    ok        409',
    adminOwner: /* */ 'ok    ok        ok       ok       ok        ok    ok        409',
  },
  // Live, and so the admin's alone while readers see the article; before and after that an edit like any other.
  'article.recategorise': {
    ...strangers,
    owner: /*      */ 'ok    409       ok       ok       403       403   ok        409',
    coEditor: /*   */ 'ok    409       ok       ok       403       403   ok        409',
    reviewer: ONLOOKER,
    reviewerOwner: 'ok    409       ok       ok       403       403   ok        409',
    admin: /*      */ 'ok    409       ok       ok       ok        ok    ok        409',
    adminOwner: /* */ 'ok    409       ok       ok       ok        ok    ok        409',
  },
};

export const ACTIONS = Object.keys(TABLE) as TableAction[];

/** What the table says. */
export function expected(action: TableAction, state: StateName, role: RoleName): Outcome {
  const cells = TABLE[action][role].trim().split(/\s+/) as Outcome[];
  if (cells.length !== STATES.length) throw new Error(`The row of ${action} for ${role} has ${cells.length} cells`);
  return cells[STATES.indexOf(state)]!;
}

/** The row of the table for all roles, as tests compare it. */
export function expectedRow(action: TableAction, state: StateName): Record<string, Outcome> {
  return Object.fromEntries(ROLES.map((role) => [role, expected(action, state, role)]));
}
