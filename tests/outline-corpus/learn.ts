import { writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { readDocument } from '@/lib/importing/read';
import { featuresOf, type Read } from '@/lib/outline/kind-features';
import { outline } from '@/lib/outline/outline';
import { readAsTop } from '@/lib/outline/section-kinds';
import type { SectionKind } from '@/lib/outline/types';
import { bare } from './compare';
import { readLabelled } from './label';
import { KINDS, logistic, type Example } from './logistic';

// npx tsx tests/outline-corpus/learn.ts: counts and weighs what tells the kinds of the sections in build/ and in the fixtures
// of the outline's unit tests, and writes
// lib/outline/kind-weights.json. The same corpus gives the same file. held/ is not read.

/** How many features are kept, and in how many sections one must be seen. */
const KEPT = 1200;
const OFTEN = 3;
/** How strongly weights are drawn to zero; how much the order of the kinds counts; steps between two weights that differ. */
const DECAY = 2;
const ORDER = 0.4;
const STEP = 20;
/** Added to each count of one kind behind another: what never came may come. */
const UNSEEN = 0.5;

interface Labelled extends Read {
  kind: SectionKind | null;
}

const FOLDERS = ['build', '../unit/outline/fixtures'].map((folder) => join(import.meta.dirname, folder));
const cases = (await Promise.all(FOLDERS.map(labelledCases))).flat();
const examples = cases.flatMap((sections) =>
  sections.flatMap(({ kind }, i): Example[] => (kind ? [{ features: featuresOf(sections, i), kind }] : [])),
);
const all = logistic(examples, DECAY);
const kept = new Set(strongest(all.weights));
const { weights, bias } = logistic(
  examples.map(({ features, kind }) => ({ kind, features: new Map([...features].filter(([name]) => kept.has(name))) })),
  DECAY,
);
writeFileSync(join(import.meta.dirname, '../../lib/outline/kind-weights.json'), printed());
console.log(`${examples.length} sections, ${weights.size} features`);

/** The top sections of each case of a folder, as the outline finds them; those that no label has are without a kind. */
async function labelledCases(folder: string): Promise<Labelled[][]> {
  const found: Labelled[][] = [];
  for (const { label, fileName, bytes } of readLabelled(folder)) {
    const read = outline(await readDocument({ fileName, bytes }));
    read.cases.forEach(({ sections }, i) => {
      const own = label.cases.length === read.cases.length ? label.cases.slice(i, i + 1) : label.cases;
      const top = own.flatMap((one) => one.sections).filter(({ level }) => level === 1);
      found.push(sections.map((section) => ({ ...readAsTop(section), kind: top.find(({ heading }) => bare(heading) === bare(section.heading))?.kind ?? null })));
    });
  }
  return found;
}

/** The features that weigh most and come often. */
function strongest(weighed: ReadonlyMap<string, readonly number[]>): string[] {
  const seen = new Map<string, number>();
  for (const { features } of examples) for (const name of features.keys()) seen.set(name, (seen.get(name) ?? 0) + 1);
  return [...weighed]
    .filter(([name]) => (seen.get(name) ?? 0) >= OFTEN)
    .map(([name, own]): [string, number] => [name, Math.max(...own.map(Math.abs)) * Math.sqrt(seen.get(name) ?? 0)])
    .sort((a, b) => b[1] - a[1] || (a[0] < b[0] ? -1 : 1))
    .slice(0, KEPT)
    .map(([name]) => name);
}

/** How much likelier a kind is behind another than anywhere, as logarithms. */
function following(): number[][] {
  const behind = KINDS.map(() => KINDS.map(() => UNSEEN));
  const anywhere = KINDS.map(() => 1);
  for (const sections of cases) {
    sections.forEach(({ kind }, i) => {
      if (kind) anywhere[KINDS.indexOf(kind)]! += 1;
      const next = sections[i + 1]?.kind;
      if (kind && next) behind[KINDS.indexOf(kind)]![KINDS.indexOf(next)]! += 1;
    });
  }
  const share = (counts: readonly number[]) => counts.map((count) => count / counts.reduce((sum, one) => sum + one, 0));
  const usual = share(anywhere);
  return behind.map((counts) => share(counts).map((one, k) => ORDER * Math.log(one / usual[k]!)));
}

/** A feature a line, so that a change of the corpus shows in small. */
function printed(): string {
  const whole = (values: readonly number[]) => `[${values.map((value) => Math.round(value * STEP)).join(', ')}]`;
  const lines = [...weights].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, own]) => `    ${JSON.stringify(name)}: ${whole(own)}`);
  return `{
  "step": ${STEP},
  "kinds": ${JSON.stringify(KINDS)},
  "bias": ${whole(bias)},
  "after": [${following().map(whole).join(', ')}],
  "weights": {
${lines.join(',\n')}
  }
}
`;
}
