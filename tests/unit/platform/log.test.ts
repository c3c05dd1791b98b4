import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { openSync } from 'node:fs';
import { text } from 'node:stream/consumers';
import { expect, test } from 'vitest';
import { ROOT } from '../../../server/boot/root';
import { moduleUrl } from '../server/child';

const LOGS = `
  import { log } from ${moduleUrl('lib/platform/log.ts')};
  import { outliveOutput, say } from ${moduleUrl('server/boot/say.ts')};
  outliveOutput();
  for (let line = 0; line < 3; line += 1) {
    log().error({ line }, 'request failed');
    say('a line');
    await new Promise((resolve) => setImmediate(resolve));
  }
  process.stderr.write('alive');
`;

test('a log on a full disk does not end the process', async () => {
  const child = spawn(process.execPath, ['--import', 'tsx', '--input-type=module', '--eval', LOGS], { cwd: ROOT, stdio: ['ignore', openSync('/dev/full', 'w'), 'pipe'] });
  const [written, [code]] = await Promise.all([text(child.stderr!), once(child, 'exit')]);
  expect([written, code]).toEqual(['alive', 0]);
});
