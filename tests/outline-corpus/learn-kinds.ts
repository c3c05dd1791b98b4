import { readDocument } from '@/lib/importing/read-format';
import { featuresOf, type Read } from '@/lib/text/outline/kinds/kind-features';
import { outline } from '@/lib/text/outline/outline';
import { readAsTop } from '@/lib/text/outline/kinds/section-kinds';
import type { SectionKind } from '@/lib/text/outline/types';
import { bare } from './compare';
import { readLabelled } from './label';
import { sparseLogistic, type Example } from './logistic';

const KINDS = ['BACKGROUND', 'PRACTICE', 'OUTCOME', 'INSIGHT', 'OTHER'] as const satisfies readonly SectionKind[];
/** How many features are kept, in how many sections one must be seen, how strongly weights are drawn to zero. */
const SPARSE = { kept: 1200, often: 3, decay: 2 };
/** How much the order of the kinds counts; steps between two weights that differ. */
const ORDER = 0.4;
const STEP = 20;
/** Added to each count of one kind behind another: what never came may come. */
const UNSEEN = 0.5;

interface Labelled extends Read {
  kind: SectionKind | null;
}

/** What tells the kinds of the sections in these folders: the text of lib/text/outline/kinds/kind-weights.json. */
export async function learnKinds(folders: readonly string[]): Promise<string> {
  const cases = (await Promise.all(folders.map(labelledCases))).flat();
  const examples = cases.flatMap((sections) =>
    sections.flatMap(({ kind }, i): Example[] => (kind ? [{ features: featuresOf(sections, i), of: KINDS.indexOf(kind) }] : [])),
  );
  const { weights, bias } = sparseLogistic(examples, KINDS.length, SPARSE);
  const whole = (values: readonly number[]) => `[${values.map((value) => Math.round(value * STEP)).join(', ')}]`;
  const lines = [...weights].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, own]) => `    ${JSON.stringify(name)}: ${whole(own)}`);
  return `{
  "step": ${STEP},
  "kinds": ${JSON.stringify(KINDS)},
  "bias": ${whole(bias)},
  "after": [${following(cases).map(whole).join(', ')}],
  "weights": {
${lines.join(',\n')}
  }
}
`;
}

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

/** How much likelier a kind is behind another than anywhere, as logarithms. */
function following(cases: readonly Labelled[][]): number[][] {
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
