import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { canonicalJson } from '@/lib/platform/canonical-json';
import { tableOfContents } from '@/lib/content/contents';
import { addressesOf } from '@/lib/content/addresses';
import { renderHtml } from '@/lib/content/html';
import { bodySchema, isEmptyBody } from '@/lib/content/schema';
import { toPlainText } from '@/lib/content/text';
import { upgradeBody } from '@/lib/content/upgrade';
import { anyBody, noteTextsOf, textsOf } from './arbitrary';
import { readHtml } from './html-tokens';

const RUNS = { numRuns: 60 };
/** White space may become other white space; all else stays. */
const letters = (text: string) => text.replace(/\s/g, '');

describe('any body', () => {
  test('is accepted, and what comes out is a fixed point with the same words', () => {
    fc.assert(
      fc.property(anyBody, (input) => {
        const body = bodySchema.parse(input);
        expect(textsOf(body).join('')).toBe(textsOf(input).join(''));
        expect(noteTextsOf(body).join('')).toBe(noteTextsOf(input).join(''));
        expect(canonicalJson(bodySchema.parse(body))).toBe(canonicalJson(body));
        expect(canonicalJson(bodySchema.parse(JSON.parse(canonicalJson(body))))).toBe(canonicalJson(body));
        expect(upgradeBody(body)).toBe(body);
      }),
      RUNS,
    );
  }, 30_000);

  test('becomes HTML of allowed tags and attributes only, with all its words and no others', () => {
    fc.assert(
      fc.property(anyBody, (input) => {
        const body = bodySchema.parse(input);
        const html = renderHtml(body, { idPrefix: 's-', firstNote: 7, addresses: addressesOf([body]) });
        expect(html).not.toMatch(/ style=| on[a-z]+="/);
        const shown = letters(readHtml(html));
        for (const text of [...textsOf(body), ...noteTextsOf(body)]) if (/[\p{L}\p{N}\p{P}]/u.test(text)) expect(shown).toContain(letters(text));
        const ids = [...html.matchAll(/ id="([^"]*)"/g)].map((match) => match[1]);
        expect(new Set(ids).size).toBe(ids.length);
        const headings = [...html.matchAll(/<h[345] id="([^"]*)"/g)].map((match) => match[1]);
        expect(headings).toEqual(tableOfContents(body).map((entry) => `s-${entry.id}`));
        const targets = [...html.matchAll(/ href="#([^"]*)"/g)].map((match) => match[1]);
        for (const target of targets) expect(ids).toContain(target);
        expect(ids.length - headings.length).toBe(targets.length);
        if (isEmptyBody(body)) expect(html).not.toMatch(/<(p|h[345])[ >]/);
      }),
      RUNS,
    );
  }, 30_000);

  test('keeps every text as plain text, in order', () => {
    fc.assert(
      fc.property(anyBody, (input) => {
        const body = bodySchema.parse(input);
        const plain = letters(toPlainText(body));
        let at = 0;
        for (const text of textsOf(body).map(letters)) {
          const found = plain.indexOf(text, at);
          expect(found).toBeGreaterThanOrEqual(at);
          at = found + text.length;
        }
        for (const text of noteTextsOf(body).map(letters)) if (/[\p{L}\p{N}\p{P}]/u.test(text)) expect(plain.slice(at)).toContain(text);
      }),
      RUNS,
    );
  }, 30_000);
});

describe('canonical JSON', () => {
  function shuffled(value: unknown): unknown {
    if (Array.isArray(value)) return value.map(shuffled);
    if (typeof value !== 'object' || value === null) return value;
    const copy: Record<string, unknown> = Object.create(null) as Record<string, unknown>;
    for (const [key, field] of Object.entries(value).reverse()) copy[key] = shuffled(field);
    return copy;
  }

  test('does not depend on the order of keys, and means the same value', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        const canonical = canonicalJson(value);
        expect(canonicalJson(shuffled(value))).toBe(canonical);
        expect(JSON.parse(canonical)).toEqual(JSON.parse(JSON.stringify(value)));
      }),
      RUNS,
    );
  }, 30_000);
});
