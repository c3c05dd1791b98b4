/** The password of the demo accounts in browser tests. */
export const DEMO_PASSWORD = 'browser-tests-only';

/** The demo accounts that the tests act as. */
export const PEOPLE = {
  admin: 'admin@anli.example',
  reviewer: 'reviewer@anli.example',
  editor: 'editor@anli.example',
  editor2: 'editor2@anli.example',
  reader: 'reader@anli.example',
} as const;

export type Person = keyof typeof PEOPLE;
