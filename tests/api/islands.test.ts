import { readdirSync } from 'node:fs';
import path from 'node:path';
import { describe, expect, test } from 'vitest';
import { ISLANDS } from '../../lib/platform/islands';
import { ROOT } from '../../server/boot/root';
import { send, visitor } from '../support/client';

const files = readdirSync(path.join(ROOT, '.next/islands')).filter((name) => name.endsWith('.js'));
const addressOf = (name: string) => `/islands/${files.find((file) => file.startsWith(`${name}.`))}`;

test.each(Object.keys(ISLANDS))('%s is a script for ever, and nothing else', async (name) => {
  const answer = await visitor.get(addressOf(name));
  expect(answer.status).toBe(200);
  expect(answer.headers).toMatchObject({
    'content-type': 'text/javascript; charset=utf-8',
    'cache-control': 'public, max-age=31536000, immutable',
    'x-content-type-options': 'nosniff',
    'cross-origin-resource-policy': 'same-origin',
  });
  expect(answer.headers).not.toHaveProperty('set-cookie');
});

describe('answered 404 in plain words, and never kept:', () => {
  test.each([
    ['one that there never was', '/islands/nothing.ABCDEFG2.js'],
    ['an old hash', addressOf('theme-switch').replace(/\.[A-Z2-7]{8}\./, '.AAAAAAAA.')],
    ['no hash', '/islands/theme-switch.js'],
    ['its source', '/islands/theme-switch.ts'],
    ['what islands share', '/islands/show-chosen-theme.ts'],
    ['its compressed form', `${addressOf('theme-switch')}.br`],
    ['the folder', '/islands'],
    ['a way out', '/islands/../BUILD_ID'],
    ['a way out in another spelling', '/islands/%2e%2e/BUILD_ID'],
    ['a doubled slash', addressOf('theme-switch').replace('/islands/', '/islands//')],
  ])('%s', async (_what, address) => {
    const answer = await visitor.get(address);
    expect(answer.status).toBe(404);
    expect(answer.headers['content-type']).toBe('text/html; charset=utf-8');
    expect(answer.headers['cache-control'] ?? '').not.toMatch(/max-age=[1-9]|immutable/);
  });
});

test('nothing but reading is allowed', async () => {
  for (const method of ['POST', 'PUT', 'DELETE', 'OPTIONS']) {
    const answer = await send(method, addressOf('theme-switch'));
    expect([answer.status, answer.headers.allow], method).toEqual([405, 'GET, HEAD']);
  }
});

test('browsers of before light-dark() get the colours in a form that they know', async () => {
  const sheets = (await visitor.get('/')).text.matchAll(/rel="stylesheet" href="([^"]+)"/g);
  const styles = await Promise.all([...sheets].map(async ([, address]) => (await visitor.get(address!)).text));
  expect(styles.join('')).toContain('[data-theme=dark]');
  expect(styles.join('')).toContain('#171613');
  expect(styles.join('')).not.toContain('light-dark(');
});
