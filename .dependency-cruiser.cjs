/** Imports run downwards only: tests, app, components, lib. The rooms are described in README.md. */
module.exports = {
  forbidden: [
    { name: 'no-circular', severity: 'error', from: {}, to: { circular: true, dependencyTypesNot: ['type-only'] } },
    { name: 'lib-is-below', severity: 'error', from: { path: '^lib/' }, to: { path: '^(app|components|server|scripts|tests|prisma)/' } },
    { name: 'components-are-below-app', severity: 'error', from: { path: '^components/' }, to: { path: '^(app|server|scripts|tests|prisma)/' } },
    {
      name: 'components-render-props',
      comment: 'A component imports words, schemas, policies and the body document; what it shows it is given.',
      severity: 'error',
      from: { path: '^components/' },
      to: { path: '^lib/(db|env|auth|log|rate-limit|registry|database|audit|http)', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'schema-and-policy-run-anywhere',
      severity: 'error',
      from: { path: '^lib/.*(schema|policy)\\.ts$' },
      to: { path: '^lib/(db|env|auth|log|rate-limit|registry|audit|http)', dependencyTypesNot: ['type-only'] },
    },
    {
      name: 'the-front-is-light',
      comment: 'Next, Prisma and AsyncLocalStorage live in the thread of the application; see server/front/application-client.ts.',
      severity: 'error',
      from: { path: '^server/(front|pages|forwarder|application-client|web|watch|worker|single|supervisor|main)\\.ts$' },
      to: { reachable: true, path: '^lib/(db|auth|database)' },
    },
    {
      name: 'townships-stay-with-their-reader',
      comment: 'The list of 45,000 divisions belongs in the thread that reads documents, not in pages, bundles or the front.',
      severity: 'error',
      from: { path: '^(app/|components/|instrumentation|server/(front|application|main|single|worker|supervisor|reader)\\.ts$)' },
      to: { reachable: true, path: '^lib/metadata/china\\.ts$' },
    },
    { name: 'outline-is-pure', severity: 'error', from: { path: '^lib/outline/' }, to: { pathNot: '^lib/outline/', dependencyTypesNot: ['type-only'] } },
    { name: 'routes-declare', severity: 'error', from: { path: '^app/api/' }, to: { path: '^(lib/platform/database/generated|components|@prisma)', dependencyTypesNot: ['type-only'] } },
    { name: 'product-without-tests', severity: 'error', from: { pathNot: '^(tests|scripts/bench)' }, to: { path: '^tests/' } },
  ],
  options: {
    tsConfig: { fileName: 'tsconfig.json' },
    tsPreCompilationDeps: true,
    doNotFollow: { path: 'node_modules' },
    exclude: { path: '^(lib/platform/database/generated|\\.next|node_modules)' },
    enhancedResolveOptions: { exportsFields: ['exports'], conditionNames: ['import', 'node', 'default'], extensions: ['.ts', '.tsx', '.mjs', '.js', '.json'] },
  },
};
