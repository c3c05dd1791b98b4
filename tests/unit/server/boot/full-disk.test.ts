import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { expect, test } from 'vitest';
import { ROOT } from '../../../../server/boot/root';
import { moduleUrl } from '../child';
import { scratchFolder } from '../scratch';

/** Runs a start that may write no file of more than so many blocks of 512 bytes, which is a full disk to it. */
function start(step: string, blocks: number): { line: string; left: string[] } {
  const folder = scratchFolder();
  const source = `
    import { fail } from ${moduleUrl('server/boot/say.ts')};
    const folder = ${JSON.stringify(folder)};
    try {
      ${step}
    } catch (error) {
      fail(error);
    }`;
  const limited = ['-c', `ulimit -f ${blocks} && exec "$0" "$@"`, process.execPath, '--import', 'tsx', '--input-type=module', '--eval', source];
  const { stderr, status } = spawnSync('sh', limited, { cwd: ROOT, encoding: 'utf8', env: { ...process.env, TSX_DISABLE_CACHE: '1' } });
  expect(status).toBe(1);
  return { line: stderr, left: readdirSync(folder, { recursive: true }) as string[] };
}

test('a secret that cannot be kept is one line that says what to do, and nothing half-written is left', () => {
  const { line, left } = start(`await (await import(${moduleUrl('server/boot/secrets.ts')})).keptSecret(folder, 'session-secret', 48);`, 0);
  expect(line).toMatch(/^A disk takes nothing \(EFBIG: file too large, write\): make room or make it writable, then start again\.\n$/);
  expect(left).toEqual([]);
});

test('a disk that fills while a file is written is told in one line too', () => {
  const { line, left } = start(`process.env.DATA_DIR = folder; await (await import(${moduleUrl('lib/domains/assets/store.ts')})).writeProbe();`, 1);
  expect(line).toMatch(/^A disk takes nothing \(EFBIG: file too large, write\): make room or make it writable, then start again\.\n$/);
  expect(left.filter((name) => name.endsWith('.tmp'))).toEqual([]);
});
