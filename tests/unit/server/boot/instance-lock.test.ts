import { readdirSync } from 'node:fs';
import { describe, expect, test } from 'vitest';
import { lockInstance } from '../../../../server/boot/instance-lock';
import { runChild, moduleUrl } from '../child';
import { scratchFolder } from '../scratch';

const HOLD = `
  import { lockInstance } from ${moduleUrl('server/boot/instance-lock.ts')};
  await lockInstance(process.argv.at(-1)).then(() => console.log('held'), (error) => console.log(error.name + ': ' + error.message));
  setInterval(() => {}, 1000);
`;

describe('one instance on a data folder', () => {
  test('a second one is told who holds it and what to do', async () => {
    const folder = scratchFolder();
    const first = runChild(HOLD, [folder]);
    expect(await first.line()).toBe('held');
    await expect(lockInstance(folder)).rejects.toThrow(
      `Another instance (pid ${first.process.pid}) is running on ${folder}: stop it (kill ${first.process.pid}), or set DATA_DIR to another folder.`,
    );
  });

  test('what a killed one left is taken over', async () => {
    const folder = scratchFolder();
    const first = runChild(HOLD, [folder]);
    expect(await first.line()).toBe('held');
    await first.kill('SIGKILL');
    const lock = await lockInstance(folder);
    await lock.release();
    expect(readdirSync(folder)).toEqual([]);
  });

  test('of many that find an abandoned lock one gets it', async () => {
    const folder = scratchFolder();
    const dead = runChild(HOLD, [folder]);
    await dead.line();
    await dead.kill('SIGKILL');
    const tries = await Promise.allSettled(Array.from({ length: 20 }, () => lockInstance(folder)));
    expect(tries.filter((result) => result.status === 'fulfilled')).toHaveLength(1);
  });

  test('of processes that start at once one gets it', async () => {
    const folder = scratchFolder();
    const children = Array.from({ length: 4 }, () => runChild(HOLD, [folder]));
    const answers = await Promise.all(children.map((child) => child.line()));
    expect(answers.filter((answer) => answer === 'held')).toHaveLength(1);
    expect(answers.filter((answer) => answer.startsWith('StartError: Another instance'))).toHaveLength(3);
  }, 30_000);

  test('given back, it can be taken again', async () => {
    const folder = scratchFolder();
    for (let round = 0; round < 3; round += 1) await (await lockInstance(folder)).release();
  });

  test.each(['/proc/anli', '/dev/null/anli'])('a folder that cannot be written (%s) is a line that says so', async (folder) => {
    await expect(lockInstance(folder)).rejects.toThrow(/^The data folder .* cannot be written \(\w+\): make it writable/);
  });
});
