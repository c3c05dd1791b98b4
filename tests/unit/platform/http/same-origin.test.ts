import { afterEach, describe, expect, test } from 'vitest';
import { provideEnv } from '../../../../lib/platform/env';
import { isDomainError } from '../../../../lib/platform/errors';
import { assertSameOrigin } from '../../../../lib/platform/http/same-origin';

afterEach(() => provideEnv({ SITE_URL: '' }));

function isLetIn(method: string, headers: Record<string, string>): boolean {
  try {
    assertSameOrigin(new Request('http://127.0.0.1:3000/api/x', { method, headers: { host: 'cases.example', ...headers } }));
    return true;
  } catch (error) {
    if (!isDomainError(error) || error.code !== 'cross_origin') throw error;
    return false;
  }
}

describe.each(['POST', 'PUT', 'PATCH', 'DELETE'])('%s', (method) => {
  test.each<Record<string, string>>([
    {},
    { 'sec-fetch-site': 'same-origin' },
    { origin: 'http://cases.example' },
    { origin: 'https://cases.example', 'sec-fetch-site': 'same-origin' },
  ])('is let in with %j', (headers) => {
    expect(isLetIn(method, headers)).toBe(true);
  });

  test.each<Record<string, string>>([
    { 'sec-fetch-site': 'cross-site' },
    { 'sec-fetch-site': 'same-site' },
    { 'sec-fetch-site': 'none' },
    { 'sec-fetch-site': '' },
    { origin: 'null' },
    { origin: '' },
    { origin: 'http://evil.example' },
    { origin: 'http://cases.example.evil.example' },
    { origin: 'http://cases.example:8080' },
    { origin: 'http://cases.example@evil.example' },
    { origin: 'file://' },
    { origin: 'http://evil.example', 'sec-fetch-site': 'same-origin' },
    { origin: 'http://cases.example', 'sec-fetch-site': 'cross-site' },
    { origin: 'http://evil.example', host: 'cases.example', 'x-forwarded-host': 'evil.example' },
  ])('is refused with %j', (headers) => {
    expect(isLetIn(method, headers)).toBe(false);
  });
});

test.each(['GET', 'HEAD', 'OPTIONS'])('%s only reads, and is let in from anywhere', (method) => {
  expect(isLetIn(method, { origin: 'http://evil.example', 'sec-fetch-site': 'cross-site' })).toBe(true);
});

test('behind a proxy that changes Host, SITE_URL says which origin is ours', () => {
  provideEnv({ SITE_URL: 'https://library.example/' });
  expect(isLetIn('POST', { host: '10.0.0.7:3000', origin: 'https://library.example' })).toBe(true);
  expect(isLetIn('POST', { host: '10.0.0.7:3000', origin: 'http://library.example' })).toBe(false);
  expect(isLetIn('POST', { host: '10.0.0.7:3000', origin: 'https://library.example:8443' })).toBe(false);
});
