import next from 'eslint-config-next/core-web-vitals';
import typescript from 'eslint-config-next/typescript';

/** The only files that read the environment: the one reader, what starts processes, and what Next fills in as it builds. */
const READS_ENVIRONMENT = ['lib/platform/env.ts', 'instrumentation.ts', 'server/**', 'scripts/**', 'tests/**', '*.config.*'];

const config = [
  { ignores: ['.next/', '.data/', '.build/', 'lib/platform/database/generated/', 'public/', 'next-env.d.ts', 'test-results/'] },
  ...next,
  ...typescript,
  {
    rules: {
      '@typescript-eslint/no-explicit-any': 'error',
      '@typescript-eslint/no-unused-vars': ['error', { argsIgnorePattern: '^_', varsIgnorePattern: '^_', ignoreRestSiblings: true }],
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      'no-restricted-properties': ['error', { object: 'process', property: 'env', message: 'Read the environment in lib/platform/env.ts.' }],
    },
  },
  { files: READS_ENVIRONMENT, rules: { 'no-restricted-properties': 'off' } },
  {
    // Links of reader pages and from the desk to them are plain: each page is a document of its own, whose head we write.
    files: ['app/**', 'components/**'],
    rules: { '@next/next/no-html-link-for-pages': 'off', '@next/next/no-head-element': 'off', '@next/next/no-img-element': 'off' },
  },
];

export default config;
