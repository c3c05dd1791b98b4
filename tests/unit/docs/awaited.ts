/**
 * Names that the documents give to what is being built: each stands in a passage that says `check after merge`. The tests
 * want this list to be as short as it can be: what is there by now has to leave it, and with the last one those comments go.
 */
export const AWAITED: readonly string[] = [
  'lib/platform/jobs',
  'server/jobs/',
  'server/jobs/tasks.ts',
  'components/shell',
  'components/content',
  'components/site/islands/',
  'lib/content/nodes/',
  'lib/content/nodes/<node>/',
  'lib/content/nodes/<node>/schema.ts',
  'lib/content/nodes/<node>/node.ts',
  'lib/content/nodes/defaults.ts',
  'lib/content/nodes/registry.ts',
  'lib/content/nodes/schemas.ts',
  'lib/content/nodes/table/html.ts',
];
