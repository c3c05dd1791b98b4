import { spawnSync } from 'node:child_process';
import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Outline } from '@/lib/text/outline/types';

const ROOT = join(import.meta.dirname, '../../../..');
let folder = '';

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'outline-'));
});
afterAll(() => rmSync(folder, { recursive: true }));

function run(...args: string[]) {
  const { status, stdout, stderr } = spawnSync(process.execPath, ['--import', 'tsx', 'scripts/outline.ts', ...args], { cwd: ROOT, encoding: 'utf8' });
  return { status, stdout, stderr };
}

describe('the outline command', () => {
  it('prints the outline as JSON and nothing else', () => {
    const file = join(folder, 'case.txt');
    // 一、背景 in GB18030, then a line of text.
    writeFileSync(file, Uint8Array.from([0xd2, 0xbb, 0xa1, 0xa2, 0xb1, 0xb3, 0xbe, 0xb0, 0x0a, 0xc9, 0xbd, 0xb8, 0xdf, 0xa1, 0xa3]));
    const { status, stdout, stderr } = run(file);
    expect({ status, stderr }).toEqual({ status: 0, stderr: '' });
    expect((JSON.parse(stdout) as Outline).cases[0]?.sections).toEqual([
      { level: 1, number: '一', heading: '背景', kind: 'BACKGROUND', confidence: expect.any(Number), kindConfidence: expect.any(Number), text: '山高。', children: [] },
    ]);
  });

  it.each([
    [[], 'usage: npm run -s outline -- FILE\n'],
    [['/no/such/file.txt'], 'cannot read /no/such/file.txt: no such file\n'],
    [['/'], 'cannot read /: is a folder\n'],
  ])('says in one line what is wrong with %j', (args, message) => {
    expect(run(...args)).toEqual({ status: 1, stdout: '', stderr: message });
  });
});
