import { createHash } from 'node:crypto';
import { readFileSync } from 'node:fs';
import path from 'node:path';
import { expect, test } from 'vitest';
import { provideEnv } from '../../../../lib/platform/env';
import { plainPage } from '../../../../server/answers/plain-page';
import { contentSecurityPolicy } from '../../../../server/answers/security-headers';
import { ROOT } from '../../../../server/boot/root';

const styleOf = (html: string) => /<style>([^]*?)<\/style>/.exec(html)![1]!;

test.each([400, 404, 405, 500, 503] as const)('the page of %i brings its look along, and its policy allows that and no other style', (status) => {
  const html = plainPage(status);
  expect(html).not.toMatch(/<link|<script| style=/);
  const source = `'sha256-${createHash('sha256').update(styleOf(html)).digest('base64')}'`;
  expect(contentSecurityPolicy('page', '', false)).toContain(`style-src 'self' ${source};`);
  expect(html.includes('href=""')).toBe(status >= 500);
});

test('its colours are those of the site', () => {
  const palette = readFileSync(path.join(ROOT, 'app/palette.css'), 'utf8');
  const [light, dark] = styleOf(plainPage(503)).split('prefers-color-scheme:dark');
  for (const name of ['paper', 'ink', 'soft', 'line', 'accent']) {
    const [, ofLight, ofDark] = new RegExp(`--${name}: light-dark\\((#\\w+), (#\\w+)\\)`).exec(palette)!;
    expect([light, dark].map((part) => new RegExp(`--${name}:(#\\w+)`).exec(part!)?.[1]), name).toEqual([ofLight, ofDark]);
  }
});

test('it speaks the language of the site', () => {
  provideEnv({ SITE_LOCALE: 'en' });
  expect(plainPage(503)).toMatch(/<html lang="en">[^]*Open this page again/);
  provideEnv({ SITE_LOCALE: 'zh-CN' });
  expect(plainPage(503)).toMatch(/<html lang="zh-CN">[^]*再打开这一页/);
});
