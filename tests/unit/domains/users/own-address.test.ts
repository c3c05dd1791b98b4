import { expect, test } from 'vitest';
import { ownAddress } from '../../../../lib/domains/users/own-address';

const SITE = 'https://cases.example.org';

test.each([
  ['/desk', '/desk'],
  ['/desk?x=y#z', '/desk?x=y#z'],
  ['https://cases.example.org/中', '/%E4%B8%AD'],
  ['/中\r\nX: y', '/%E4%B8%ADX:%20y'],
  ['HTTPS://CASES.example.org:443/', '/'],
])('%j is the site’s own', (given, path) => {
  expect(ownAddress(given, SITE)).toBe(`${SITE}${path}`);
});

test.each(['x', '', '//evil.example', '/\\evil.example', 'https://evil.example/', 'http://cases.example.org/', 'https://a:b@cases.example.org/', 'javascript:alert(1)', 'http://', 'http://[', null, undefined, 1, {}, ['/desk']])('%j is not', (given) => {
  expect(ownAddress(given, SITE)).toBeNull();
});
