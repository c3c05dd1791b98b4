/**
 * The floors of the house, from the ground up; docs/architecture.md shows them as a picture. A room imports rooms on
 * floors below its own, none beside it and none above. A room is a folder with all in it, but for the folders that are
 * rooms themselves: `lib/platform` are the files that lie in it loose.
 */
const FLOORS = [
  ['lib/platform'],
  ['lib/platform/metrics', 'lib/platform/commit-clock', 'lib/platform/routes'],
  ['lib/platform/database'],
  ['lib/platform/http', 'lib/platform/jobs'],
  ['lib/platform/page-cache'],
  ['lib/i18n'],
  ['lib/text/outline', 'lib/text/regions'],
  ['lib/text/checks', 'lib/text/metadata'],
  ['lib/content'],
  ['lib/domains/audit'],
  ['lib/domains/users'],
  ['lib/domains/organisations', 'lib/domains/categories', 'lib/domains/assets'],
  ['lib/domains/public-changes'],
  ['lib/domains/articles'],
  ['lib/domains/publication', 'lib/domains/collections', 'lib/domains/previews'],
  ['lib/domains/reviews'],
  ['lib/published'],
  ['lib/importing/formats'],
  ['lib/importing/formats/text', 'lib/importing/formats/html', 'lib/importing/formats/archive', 'lib/importing/formats/mime', 'lib/importing/formats/pages'],
  ['lib/importing/formats/markdown', 'lib/importing/formats/docx', 'lib/importing/formats/mail', 'lib/importing/formats/pdf'],
  ['lib/importing/bodies', 'lib/importing/plan', 'lib/importing/formats/office', 'lib/importing/formats/epub', 'lib/importing/formats/site-export', 'lib/importing/formats/ofd'],
  ['lib/importing'],
  ['lib/api'],
  ['components/ui'],
  ['components/shell', 'components/content'],
  ['components/site/islands', 'components/desk/body'],
  ['components/desk/import', 'components/desk/schedule'],
  ['components/site', 'components/account', 'components/desk', 'components/admin'],
  ['app'],
  ['prisma'],
  ['server/boot'],
  ['server/database', 'server/answers', 'server/metrics'],
  ['server/islands'],
  ['server/application', 'server/jobs'],
  ['server/front'],
  ['server/processes'],
  ['server'],
  ['scripts/launch'],
  ['tests/support'],
  ['tests/bench'],
  ['scripts'],
  ['tests'],
];

const ROOMS = FLOORS.flat();
const escaped = (text) => text.replace(/[/.-]/g, '\\$&');

/** The files of a room, without those of the rooms inside it. */
function filesOf(room) {
  const inside = ROOMS.filter((other) => other.startsWith(`${room}/`)).map((other) => escaped(other.slice(room.length + 1)));
  return inside.length > 0 ? `${escaped(room)}/(?!(?:${inside.join('|')})/)` : `${escaped(room)}/`;
}

/** One rule a room that has a floor above it or a room beside it. */
const downwards = FLOORS.flatMap((floor, level) =>
  floor.map((room) => ({
    name: `${room}-stands-below`,
    comment: 'A room imports only what stands on floors below it: see FLOORS in .dependency-cruiser.cjs.',
    severity: 'error',
    from: { path: `^${filesOf(room)}` },
    to: { path: `^(?:${[...FLOORS.slice(level + 1).flat(), ...floor.filter((other) => other !== room)].map(filesOf).join('|')})` },
  })),
).filter(({ to }) => to.path !== '^(?:)');

module.exports = {
  forbidden: [
    ...downwards,
    { name: 'every-file-has-a-room', severity: 'error', from: { path: '^(lib|components|server)/', pathNot: `^(?:${ROOMS.map(filesOf).join('|')}|lib/platform/database/generated/)` }, to: {} },
    { name: 'no-circles-of-files', severity: 'error', from: {}, to: { circular: true, dependencyTypesNot: ['type-only'] } },
    { name: 'no-circles-of-folders', scope: 'folder', severity: 'error', from: { path: '^(lib|server|components)/' }, to: { circular: true } },
    {
      name: 'platform-imports-nothing-of-the-domain',
      comment:
        'lib/platform imports nothing of this product. Its closed lists (codes of errors and findings, names of tags, limits, routes) do name the domain: another product would write its own.',
      severity: 'error',
      from: { path: '^lib/platform/' },
      to: { path: '^lib/(?!platform/)' },
    },
    {
      name: 'components-render-props',
      comment: 'A component imports words, schemas, policies and the body document; what it shows it is given.',
      severity: 'error',
      from: { path: '^components/' },
      to: { path: '^lib/(platform/(env|log|registry|database|http|commit-clock|page-cache)|domains/(users/auth|audit)|api)', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'schema-and-policy-run-anywhere',
      severity: 'error',
      from: { path: '^lib/.*(schema|policy)\\.ts$' },
      to: { path: '^lib/(platform/(env|log|registry|database|http|commit-clock|page-cache)|domains/(users/auth|audit)|api)', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'the-front-is-light',
      comment: 'Next, Prisma and AsyncLocalStorage live in the thread of the application; see server/front/application-client.ts.',
      severity: 'error',
      from: { path: '^server/(front/|processes/|boot/|main\\.ts$)' },
      to: { reachable: true, path: '^lib/(platform/database/(client|transaction|generated)|domains/users/auth)' },
    },
    {
      name: 'islands-are-plain',
      comment: 'Every byte of them goes to every reader: no React, no library, nothing of ours but a plain module of components/ui.',
      severity: 'error',
      from: { path: '^components/site/islands/' },
      to: { pathNot: '^components/(site/islands/|ui/[^/]+\\.ts$)' },
    },
    {
      name: 'townships-stay-with-their-reader',
      comment: 'The list of 45,000 divisions belongs in the thread that reads documents, not in pages, bundles or the front.',
      severity: 'error',
      from: { path: '^(app/|components/|instrumentation|server/(front/|processes/|application/(application|thread)\\.ts|application/document-reader/client|main\\.ts$))' },
      to: { reachable: true, path: '^lib/text/metadata/china\\.ts$' },
    },
    {
      name: 'counts-move-by-the-seam',
      comment: 'What changes what readers see calls publicChanged, which does all that follows from it.',
      severity: 'error',
      from: { path: '^(lib|app|server|scripts|prisma)/', pathNot: '^lib/domains/public-changes/' },
      to: { path: '^lib/domains/categories/counts\\.ts$' },
    },
    { name: 'outline-is-pure', severity: 'error', from: { path: '^lib/text/outline/' }, to: { pathNot: '^lib/text/outline/', dependencyTypesNot: ['type-only'] } },
    { name: 'routes-declare', severity: 'error', from: { path: '^app/api/' }, to: { path: '^(lib/platform/database/(client|transaction|generated)|components|@prisma)', dependencyTypesNot: ['type-only'] } },
    {
      name: 'connections-are-pinned',
      comment: 'Whoever opens a connection to PostgreSQL does so by lib/platform/connection.ts: its session settings are pinned, and it does not wait for ever.',
      severity: 'error',
      from: { path: '^(lib|app|server|scripts|prisma|tests/bench)/', pathNot: '^lib/platform/(connection|backend-states)\\.ts$' },
      to: { path: '^node_modules/pg/', dependencyTypesNot: ['type-only'] },
    },
    { name: 'product-without-tests', severity: 'error', from: { pathNot: '^(tests|scripts/bench)' }, to: { path: '^tests/' } },

    { name: 'ui-knows-no-word-of-the-domain', severity: 'error', from: { path: '^components/ui/' }, to: { path: '^(lib|components)/', pathNot: '^components/ui/' } },
    {
      name: 'content-runs-anywhere',
      comment: 'What shows a case runs on the server and in the browser: its words are given to it.',
      severity: 'error',
      from: { path: '^components/content/' },
      to: { path: '^lib/(i18n/words\\.ts|published/|domains/)', dependencyTypesNot: ['type-only'] },
    },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(lib/platform/database/generated|\\.next|node_modules)' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'], extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'] },
  },
};
