import { mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { halfWidthNumber } from '../lib/platform/characters';
import { Bench, type Part } from '../tests/bench/bench';
import { ratio, table, type Figure } from '../tests/bench/figures';
import { machine } from '../tests/bench/machine';
import { NAMED, SIZES, USUAL } from '../tests/bench/parts';

const ALL: Record<string, Part> = { ...USUAL, ...NAMED };

const listed = (parts: Record<string, Part>) => Object.entries(parts).map(([name, { about }]) => `  ${name.padEnd(11)}${about}`).join('\n');
const USAGE = `Usage: npm run bench -- [PART]… [--json] [--sizes 1000,10000] [--files FOLDER]
Measures this checkout's build on a database of its own beside a bare Node http server that gives the same answers.
${listed(USUAL)}
Only where they are named:
${listed(NAMED)}
  --json     the figures as JSON on standard output      --sizes    other libraries for scale      --files    files for file-costs`;

interface Choice {
  parts: string[];
  sizes: number[];
  files: string | undefined;
  json: boolean;
}

function chosen(): Choice | null {
  try {
    const { values, positionals } = parseArgs({ allowPositionals: true, options: { json: { type: 'boolean', default: false }, sizes: { type: 'string' }, files: { type: 'string' } } });
    const sizes = values.sizes?.split(/[,，]/).map((size) => Number(halfWidthNumber(size))) ?? SIZES;
    const right = positionals.every((name) => Object.hasOwn(ALL, name)) && sizes.every((size) => size >= 1_000 && size % 10 === 0);
    return right ? { parts: positionals.length > 0 ? positionals : Object.keys(USUAL), sizes, files: values.files, json: values.json } : null;
  } catch {
    return null;
  }
}

async function run({ parts, json }: Choice, bench: Bench): Promise<void> {
  const figures: Figure[] = [];
  for (const name of parts) {
    bench.tell(`${name}: ${ALL[name]!.about}`);
    const { figures: found = [], text = '', failures = [] } = await ALL[name]!.run(bench);
    figures.push(...found);
    if (!json) process.stdout.write(text);
    for (const failure of failures) bench.tell(`OUT OF BOUNDS: ${failure}`);
    if (failures.length > 0) process.exitCode = 1;
  }
  const { at, node, platform, processor, cores } = machine();
  if (json) process.stdout.write(`${JSON.stringify({ at, node, platform, processor, cores, figures: figures.map((figure) => ({ ...figure, ratio: ratio(figure) })) }, null, 2)}\n`);
  else if (figures.length > 0) process.stdout.write(`\n${node}, ${platform}, ${cores} cores${processor ? ` (${processor})` : ''}\n\n${table(figures)}`);
}

const choice = chosen();
if (!choice) {
  process.stderr.write(`${USAGE}\n`);
  process.exit(1);
}
const folder = await mkdtemp(path.join(tmpdir(), 'anli-bench-'));
const bench = new Bench(folder, (line) => process.stderr.write(`${line}\n`), choice.sizes, choice.files);
for (const [signal, code] of [['SIGINT', 130], ['SIGTERM', 143], ['SIGHUP', 129]] as const) {
  process.on(signal, () => void bench.clear().then(() => process.exit(code)));
}
try {
  await run(choice, bench);
} catch (error) {
  // What breaks because it is being cleared away is not worth a word.
  if (!bench.isBrokenOff) bench.tell(error instanceof Error ? (error.stack ?? error.message) : String(error));
  process.exitCode = 1;
}
const interrupted = bench.isBrokenOff;
await bench.clear();
if (!interrupted) process.exit();
