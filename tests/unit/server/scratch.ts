import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { onTestFinished } from 'vitest';

/** A folder of this test's own, gone when it is over. Closed to other users, as a checkout of root's may be. */
export function scratchFolder(): string {
  const folder = mkdtempSync(path.join(tmpdir(), 'anli-launch-'));
  onTestFinished(() => rmSync(folder, { recursive: true, force: true }));
  return folder;
}
