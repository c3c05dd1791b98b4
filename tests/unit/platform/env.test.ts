import { afterEach, describe, expect, test } from 'vitest';
import { provideEnv, readEnv } from '../../../lib/platform/env';

const before = { ...process.env };
afterEach(() => {
  for (const name of Object.keys(process.env)) if (!(name in before)) delete process.env[name];
  provideEnv(before);
});

/** What is said of these settings; empty where they are right. */
function objection(settings: Record<string, string>): string {
  provideEnv(settings);
  try {
    readEnv();
    return '';
  } catch (error) {
    return (error as Error).message;
  }
}

describe('a secret', () => {
  test.each([
    ['as openssl prints it in base64', 'w3cVb0n0vZ1m8mV2q9s0K1x7eL4u5yYtR6hJ2gPpQaZsXdCfVgBhNjMkLqWeRtYu'],
    ['in hexadecimal digits', '9f86d081884c7d659a2feaa0c55ad015'],
    ['in words that nobody else has', 'wie ein Kran im Regen steht 1873'],
  ])('%s', (_what, secret) => {
    expect(objection({ NEXTAUTH_SECRET: secret })).toBe('');
  });

  test.each(['…', 'short', 'a'.repeat(40), 'abcabc'.repeat(8), '0123401234'.repeat(4), 'CHANGE-ME-CHANGE-ME-CHANGE-ME-CHANGE-ME', 'replace this with a secret of your own!', '<the output of openssl rand -base64 48>', 'openssl rand -base64 48 openssl rand', 'your-secret-here-your-secret-here-1', `${'…'.repeat(8)} thirty-two characters and more`, '0123456789abcdef0123... (64 characters)'])('%j is none', (secret) => {
    expect(objection({ NEXTAUTH_SECRET: secret })).toMatch(/^NEXTAUTH_SECRET: must be at least 32 characters drawn at random/);
    // What was given may be the half of a real one.
    expect(objection({ NEXTAUTH_SECRET: secret })).not.toContain(secret);
  });
});

test.each([
  ['DEMO', 'off   # no demo'],
  ['SITE_URL', 'https://cases.example.org # how readers reach it'],
  ['DATABASE_URL', 'postgresql://anli:x@127.0.0.1/anli\t# the database'],
  ['NEXTAUTH_SECRET', 'w3cVb0n0vZ1m8mV2q9s0K1x7eL4u5yYtR6hJ2gPp # openssl rand -base64 48'],
  ['DATA_DIR', '/var/lib/anli # pictures'],
])('a comment behind the value of %s is told as what it is', (name, value) => {
  expect(objection({ [name]: value })).toBe(`${name}: there is a comment behind the value; give it a line of its own`);
});

describe('SITE_URL', () => {
  test.each([
    ['https://cases.example.org', 'https://cases.example.org'],
    ['https://cases.example.org/', 'https://cases.example.org'],
    ['http://Cases.Example.org:8080', 'http://cases.example.org:8080'],
    ['https://cases.example.org:443/', 'https://cases.example.org'],
    ['http://[::1]:3000', 'http://[::1]:3000'],
  ])('%s is the site at %s', (given, origin) => {
    provideEnv({ SITE_URL: given });
    expect(readEnv().SITE_URL).toBe(origin);
  });

  test.each(['https://example.org/cases', 'https://example.org/cases/', 'https://example.org/?a=b', 'https://example.org/#a', 'https://user:pass@example.org', 'ftp://example.org', 'example.org', 'https://'])(
    '%s is refused, in words that say what it is to be',
    (given) => {
      provideEnv({ SITE_URL: given });
      expect(() => readEnv()).toThrow(/^SITE_URL: must be http:\/\/ or https:\/\/ with host and port alone [^\n]*path is not supported$/);
    },
  );
});
