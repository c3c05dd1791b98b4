import path from 'node:path';
import { buildIslands } from '../server/islands/island-build';
import { ROOT } from '../server/boot/root';

// A step of the build (scripts/launch/steps.mjs).
try {
  await buildIslands(path.join(ROOT, '.next/islands'));
} catch {
  // esbuild has said why.
  process.exitCode = 1;
}
