/** What one request may cost the database. */
export interface Budget {
  /** Statements at most, the look-up of the session and BEGIN, COMMIT and the settling of a transaction among them. */
  queries: number;
  /** Bytes at most that the database sends for it, of the long article of the test. */
  bytes?: number;
}

/** An article that has the test's thirty sections of five kilobytes in its answer reads them once. */
const WHOLE = 200_000;
/** What is about one section reads that one. */
const SECTION = 12_000;

/**
 * Every budget, by method and route; a test holds the routes to them. A number here goes up with a reason, and down when
 * a route has become cheaper. Reader pages are counted as they are made, before they are kept.
 */
export const BUDGETS = {
  'GET /': { queries: 3 },
  'GET /c': { queries: 1 },
  'GET /c/[category]': { queries: 3 },
  'GET /cases/[number]': { queries: 2 },
  'GET /collections': { queries: 2 },
  'GET /collections/[number]': { queries: 2 },
  'GET /api/cases': { queries: 1 },
  'GET /api/cases/[number]': { queries: 1 },
  'GET /api/health': { queries: 0 },
  'GET /desk': { queries: 3 },
  'GET /api/articles': { queries: 3 },
  'GET /api/articles/[id]/revisions': { queries: 4, bytes: SECTION },
  'GET /api/articles/[id]/revisions/[revisionId]': { queries: 4, bytes: WHOLE },

  'PATCH /api/articles/[id]/sections/[sectionId]': { queries: 10, bytes: SECTION },
  'POST /api/articles/[id]/sections': { queries: 11, bytes: SECTION },
  'POST /api/articles/[id]/sections/[sectionId]/restoration': { queries: 11, bytes: SECTION },
  'DELETE /api/articles/[id]/sections/[sectionId]': { queries: 11, bytes: WHOLE },
  'PUT /api/articles/[id]/sections/order': { queries: 11, bytes: WHOLE },
  'PATCH /api/articles/[id]': { queries: 9, bytes: WHOLE },
  'DELETE /api/articles/[id]': { queries: 10, bytes: WHOLE },
  'POST /api/articles/[id]/restoration': { queries: 9, bytes: WHOLE },
  // Two for how often an account may: an invitation tells whether an address is somebody's who writes here.
  'POST /api/articles/[id]/editors': { queries: 12, bytes: WHOLE },
  'DELETE /api/articles/[id]/editors/[userId]': { queries: 9, bytes: WHOLE },
  // It reads the working copy, which becomes a revision.
  'POST /api/articles/[id]/revisions': { queries: 12, bytes: WHOLE },
  // What is and what was are compared, and what is then is answered.
  'POST /api/articles/[id]/revisions/[revisionId]/restoration': { queries: 19, bytes: 3 * WHOLE },
  'POST /api/articles/[id]/submission': { queries: 15, bytes: WHOLE },
  'DELETE /api/articles/[id]/submission': { queries: 10, bytes: WHOLE },
  // One for what was to happen by itself and is overtaken by it.
  'POST /api/articles/[id]/decision': { queries: 11, bytes: WHOLE },
  'POST /api/articles/[id]/publication': { queries: 12, bytes: WHOLE },
  'DELETE /api/articles/[id]/publication': { queries: 11, bytes: WHOLE },
} as const satisfies Record<string, Budget>;

export type Budgeted = keyof typeof BUDGETS;

/** The route of a budget, as metrics name it. */
export function routeOf(name: Budgeted): string {
  return name.slice(name.indexOf(' ') + 1);
}
