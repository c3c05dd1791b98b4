import { afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { LIMITS } from '../../lib/platform/limits';
import { body } from '../support/articles';
import { findings } from '../support/answers';
import { as, visitor } from '../support/client';
import { fingerprint } from '../support/database';
import { ENDPOINTS, nameOf, pathOf, personOf, setScene, type Scene } from '../support/endpoints';

let scene: Scene;
let before: string;
beforeAll(async () => {
  scene = await setScene();
});
beforeEach(async () => {
  before = await fingerprint();
});
afterEach(async () => {
  expect(await fingerprint(), 'a hash of the database').toBe(before);
});

interface Place {
  endpoint: string;
  /** Where the text stands in the body, as a JSON Pointer. */
  at: string;
  max: number;
  lines: 'one' | 'many' | 'password';
}

/** Every text that a client can send, with its limit. */
const PLACES: Place[] = [
  ...['POST /api/articles', 'PATCH /api/articles/{id}'].flatMap((endpoint): Place[] => [
    { endpoint, at: '/title', max: LIMITS.title, lines: 'one' },
    { endpoint, at: '/lead', max: LIMITS.lead, lines: 'many' },
    { endpoint, at: '/organisation', max: LIMITS.organisation, lines: 'one' },
    { endpoint, at: '/field', max: LIMITS.field, lines: 'one' },
  ]),
  { endpoint: 'POST /api/articles', at: '/sections/0/heading', max: LIMITS.heading, lines: 'one' },
  { endpoint: 'POST /api/articles', at: '/sections/0/number', max: LIMITS.headingNumber, lines: 'one' },
  ...['POST /api/articles/{id}/sections', 'PATCH /api/articles/{id}/sections/{sectionId}'].flatMap((endpoint): Place[] => [
    { endpoint, at: '/heading', max: LIMITS.heading, lines: 'one' },
    { endpoint, at: '/number', max: LIMITS.headingNumber, lines: 'one' },
  ]),
  { endpoint: 'POST /api/articles/{id}/decision', at: '/note', max: LIMITS.note, lines: 'many' },
  { endpoint: 'DELETE /api/articles/{id}/publication', at: '/reason', max: LIMITS.note, lines: 'many' },
  { endpoint: 'POST /api/collections', at: '/title', max: LIMITS.title, lines: 'one' },
  { endpoint: 'POST /api/collections', at: '/lead', max: LIMITS.lead, lines: 'many' },
  { endpoint: 'POST /api/registration', at: '/name', max: LIMITS.personName, lines: 'one' },
  { endpoint: 'POST /api/registration', at: '/password', max: LIMITS.password.max, lines: 'password' },
  { endpoint: 'PUT /api/account/password', at: '/newPassword', max: LIMITS.password.max, lines: 'password' },
];

/** The value with what stands at `pointer` replaced. */
function replaced(value: unknown, pointer: string, by: unknown): unknown {
  const [, key, ...rest] = pointer.split('/');
  if (key === undefined) return by;
  const inner = replaced((value as Record<string, unknown>)[key], rest.map((step) => `/${step}`).join(''), by);
  return Array.isArray(value) ? value.map((item, at) => (String(at) === key ? inner : item)) : { ...(value as object), [key]: inner };
}

/** Sends the endpoint's right body with one text replaced; JSON.stringify writes lone surrogates as \ud800. */
async function sendWith({ endpoint: name, at }: Pick<Place, 'endpoint' | 'at'>, text: unknown) {
  const endpoint = ENDPOINTS.find((candidate) => nameOf(candidate) === name)!;
  const person = personOf(endpoint, scene);
  const client = person ? as(person) : visitor;
  const right = await endpoint.body?.(scene);
  return client.send(endpoint.method, pathOf(endpoint, scene), replaced(right, at, text));
}

const named = (places: Place[]) => places.map((place) => [`${place.endpoint} ${place.at}`, place] as const);

describe.each(named(PLACES))('%s', (_name, place) => {
  test('is refused one character over its limit', async () => {
    expect(findings(await sendWith(place, '字'.repeat(place.max + 1)))).toEqual([`${place.at} too_big`]);
  });

  test('may not hold half a surrogate pair, nor a password NUL or other control characters', async () => {
    const controls = ['\u0000', '\u0001', '\u000b', '\u001f', '\u007f', '\u0085'];
    for (const bad of [...(place.lines === 'password' ? controls : []), '\ud800', '\udc00', '\udc00\ud800', '好\ud83d']) {
      expect(findings(await sendWith(place, `一二三四五${bad}六七八九十`)), JSON.stringify(bad)).toEqual([`${place.at} unstorable_text`]);
    }
  });
});

test.each(named(PLACES.filter(({ lines }) => lines === 'one')))('%s is one line', async (_name, place) => {
  for (const bad of ['\n', '\r', '\u2028', '\u2029']) {
    expect(findings(await sendWith(place, `一${bad}二`)), JSON.stringify(bad)).toEqual([`${place.at} line_break`]);
  }
});

test('a section body is refused at the very text, link or block that is wrong', async () => {
  const right = body('好').content[0]!;
  const text = (value: string, marks?: unknown) => ({ type: 'paragraph', content: [{ type: 'text', text: value, ...(marks ? { marks } : {}) }] });
  const doc = (...content: unknown[]) => ({ type: 'doc', schemaVersion: 1, content });
  const link = (href: unknown) => text('链接', [{ type: 'link', attrs: { href } }]);
  const cases: [unknown, string[]][] = [
    [doc(right, text('好\ud83d')), ['/body/content/1/content/0/text unstorable_text']],
    [doc(text('\ud800'), text('\udfff')), ['/body/content/0/content/0/text unstorable_text', '/body/content/1/content/0/text unstorable_text']],
    [doc(link('javascript:alert(1)')), ['/body/content/0/content/0/marks/0/attrs/href bad_link']],
    [doc(link('//evil.example')), ['/body/content/0/content/0/marks/0/attrs/href bad_link']],
    [doc(link({ not: '' })), ['/body/content/0/content/0/marks/0/attrs/href invalid_type']],
    [doc({ type: 'script', content: [] }), ['/body/content/0/type invalid_union']],
    [doc({ ...right, onclick: 'alert(1)' }), ['/body/content/0/onclick unrecognized_key']],
    [doc(text('字'.repeat(LIMITS.bodyText + 1))), ['/body/content/0/content/0 text_too_long']],
    [{ type: 'doc', schemaVersion: 2, content: [] }, ['/body/schemaVersion invalid_value']],
    [{ __proto__: null, type: 'doc' }, ['/body/schemaVersion invalid_value', '/body/content invalid_type']],
    ['<p>HTML</p>', ['/body invalid_type']],
  ];
  for (const endpoint of ['POST /api/articles/{id}/sections', 'PATCH /api/articles/{id}/sections/{sectionId}']) {
    for (const [value, expected] of cases) expect(findings(await sendWith({ endpoint, at: '/body' }, value)), JSON.stringify(value).slice(0, 120)).toEqual(expected);
  }
});

test('wrong years, regions, categories, addresses, roles and versions are found where they stand', async () => {
  const PATCH = 'PATCH /api/articles/{id}';
  const cases: [string, string, unknown, string][] = [
    [PATCH, '/year', 1899, 'too_small'],
    [PATCH, '/year', 2101, 'too_big'],
    [PATCH, '/year', '2021', 'invalid_type'],
    [PATCH, '/regionCode', '32058', 'invalid_format'],
    [PATCH, '/regionCode', '３２０５８３', 'invalid_format'],
    [PATCH, '/regionCode', '999999', 'unknown_region'],
    [PATCH, '/category', 'no-such-category', 'unknown_category'],
    [PATCH, '/category', '../etc', 'invalid_format'],
    [PATCH, '/version', 0, 'too_small'],
    [PATCH, '/version', 2_147_483_648, 'too_big'],
    [PATCH, '/version', Number.MAX_SAFE_INTEGER + 1, 'too_big'],
    [PATCH, '/version', '1', 'invalid_type'],
    ['POST /api/articles', '/sections/0/kind', 'practice', 'invalid_value'],
    ['POST /api/articles/{id}/sections', '/after', '019a0000-0000-7000-8000-000000000000', 'unknown_section'],
    ['POST /api/articles/{id}/editors', '/email', 'nobody', 'invalid_format'],
    ['POST /api/articles/{id}/editors', '/email', `${'a'.repeat(LIMITS.email)}@test.example`, 'too_big'],
    ['POST /api/articles/{id}/decision', '/outcome', 'RECALLED', 'invalid_value'],
    ['POST /api/articles/{id}/decision', '/revisionId', '1', 'invalid_format'],
    ['POST /api/collections', '/articleIds', ['x'], 'invalid_format'],
    ['POST /api/collections', '/title', '  ', 'too_small'],
    ['POST /api/registration', '/email', 'a@b', 'invalid_format'],
    ['POST /api/registration', '/password', '123456789', 'too_small'],
    ['PATCH /api/users/{userId}', '/role', 'SUPERUSER', 'invalid_value'],
  ];
  for (const [endpoint, at, value, code] of cases) {
    const path = at === '/articleIds' ? '/articleIds/0' : at;
    expect(findings(await sendWith({ endpoint, at }, value)), `${endpoint} ${at} ${String(value).slice(0, 30)}`).toContain(`${path} ${code}`);
  }
});
