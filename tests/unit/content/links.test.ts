import { describe, expect, test } from 'vitest';
import { isExternal, isSafeHref } from '@/lib/content/links';

describe('links', () => {
  test.each([
    'https://example.com',
    'HTTPS://Example.com/a?b=c&d="e"#f',
    'http://例子.中国/路径',
    'https://[::1]:8080/',
    'mailto:a@example.com?subject=x',
    '/',
    '/cases/12#x',
    '/搜索?q=中文',
    '/a//b',
    '/a:b',
  ])('%s is allowed', (href) => expect(isSafeHref(href)).toBe(true));

  test.each([
    '',
    'javascript:alert(1)',
    'JaVaScRiPt:alert(1)',
    ' javascript:alert(1)',
    '\u0001javascript:alert(1)',
    'java\nscript:alert(1)',
    'java\tscript:alert(1)',
    'javascript\u0000:alert(1)',
    'javascript&colon;alert(1)',
    'javascript&#58;alert(1)',
    '&#106;avascript:alert(1)',
    '\u200Bjavascript:alert(1)',
    'javascript\uFF1Aalert(1)',
    'javascript%3Aalert(1)',
    'javascript://example.com/%0Aalert(1)',
    'view-source:javascript:alert(1)',
    'vbscript:x',
    'data:text/html,<script>alert(1)</script>',
    'blob:https://example.com/x',
    'file:///etc/passwd',
    'ftp://example.com',
    'tel:123',
    '//evil.example',
    '/\\evil.example',
    '\\\\evil.example',
    '\\/evil.example',
    '/\t/evil.example',
    '/\n/evil.example',
    '\u3000//evil.example',
    'http:evil.example',
    'http:/evil.example',
    'https:///evil.example',
    'https:\\\\evil.example',
    'https://',
    'http://a b',
    'https://exa\u00ADmple.com',
    'https://example.com/\u202Egnp.exe',
    'https://example.com/\uD800',
    'mailto:',
    'mailto://x',
    'relative/path',
    '#fragment',
    '?query',
    '.',
    'example.com',
  ])('%j is refused', (href) => expect(isSafeHref(href)).toBe(false));

  test('only what leads to another site is external', () => {
    expect(['https://a.example', 'HTTP://a.example'].map(isExternal)).toEqual([true, true]);
    expect(['/a', 'mailto:a@b.example'].map(isExternal)).toEqual([false, false]);
  });
});
