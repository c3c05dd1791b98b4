import { afterEach, describe, expect, test } from 'vitest';
import { provideEnv, readEnv } from '../../../lib/platform/env';

describe('SITE_URL', () => {
  afterEach(() => provideEnv({ SITE_URL: '' }));

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
