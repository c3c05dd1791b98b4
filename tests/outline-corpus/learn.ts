import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { learnChrome } from './learn-chrome';
import { learnKinds } from './learn-kinds';

// npx tsx tests/outline-corpus/learn.ts: learns what tells page chrome from text, and the kinds of sections, from the labelled
// documents of build/ and of the outline's unit tests. The same documents give the same files. held/ is not read.

const LEARNT_FROM = ['build', '../unit/outline/fixtures'].map((folder) => join(import.meta.dirname, folder));

// The kinds are learnt from sections as the outline finds them, so chrome comes first, in a run of its own.
const [what] = process.argv.slice(2);
const outlineFolder = join(import.meta.dirname, '../../lib/text/outline');
if (what === 'chrome') writeFileSync(join(outlineFolder, 'chrome/chrome-weights.json'), await learnChrome(LEARNT_FROM));
else if (what === 'kinds') writeFileSync(join(outlineFolder, 'kinds/kind-weights.json'), await learnKinds(LEARNT_FROM));
else throw new Error('learn.ts chrome, then learn.ts kinds');
