import { randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { chromium } from '@playwright/test';
import { Bare } from '../tests/bench/bare';
import { measureDelivery } from '../tests/bench/delivery';
import { reportDocuments } from '../tests/bench/documents';
import { ratio, table, type Figure } from '../tests/bench/figures';
import { reportLighthouse } from '../tests/bench/lighthouse';
import type { Running } from '../tests/bench/load';
<<<<<<< HEAD
import type { Report } from '../tests/bench/report';
import { Site } from '../tests/bench/site';
import { measureStart } from '../tests/bench/start';
import { measureWrites } from '../tests/bench/writes';
import { findChromium } from './launch/chromium.mjs';

const USAGE = `Usage: npm run bench -- [delivery | writes | start | documents | lighthouse]… [--json]
Measures this checkout's build on a database of its own beside a bare Node http server that gives the same answers.
  delivery  case page and its JSON, 32 connections     writes  articles through the API to the reader
  start     cold start to the first 200, memory        --json  the figures as JSON on standard output
Only where they are named, since they need a Chromium; they fail where a page is over its bounds:
  documents  what a phone downloads for a page         lighthouse  Lighthouse's phone profile (through npx)`;

const PARTS = ['delivery', 'writes', 'start'] as const;
const REPORTS = ['documents', 'lighthouse'] as const;
const NAMES = [...PARTS, ...REPORTS] as const;
type Part = (typeof NAMES)[number];
=======
import { measureScale } from '../tests/bench/scale';
import { performanceDocument, scaleChart, scaleTable, type Machine } from '../tests/bench/scale-report';
import { Site } from '../tests/bench/site';
import { measureStart } from '../tests/bench/start';
import { measureWrites } from '../tests/bench/writes';
import { ROOT } from '../server/root';

const USAGE = `Usage: npm run bench -- [delivery | writes | start]… [--json]
       npm run bench -- scale [--sizes 1000,10000,100000] [--json]
Measures this checkout's build on a database of its own beside a bare Node http server that gives the same answers.
  delivery  case page and its JSON, 32 connections     writes  articles through the API to the reader
  start     cold start to the first 200, memory        --json  the figures as JSON on standard output
  scale     cost against the size of the library, some minutes; with the usual sizes it writes docs/performance.md`;

const PARTS = ['delivery', 'writes', 'start'] as const;
const SIZES = [1_000, 10_000, 100_000];
type Part = (typeof PARTS)[number];
>>>>>>> e910282 (npm run bench -- scale: cost against the size of the library)

/** What has to be ended, latest last; ended once, whoever asks. */
const open = new Set<{ stop(): Promise<void> }>();
const loads: Running[] = [];
let clearing: Promise<void> | undefined;

function opened<T extends { stop(): Promise<void> }>(server: T): T {
  open.add(server);
  return server;
}

function clear(folder: string): Promise<void> {
  clearing ??= (async () => {
    for (const load of loads) load.stop();
    await Promise.allSettled([...open].map((server) => server.stop()));
    await rm(folder, { recursive: true, force: true });
  })();
  return clearing;
}

interface Choice {
  parts: readonly Part[];
  /** Published articles of each library; null where scale is not measured. */
  sizes: number[] | null;
  json: boolean;
}

function chosen(): Choice | null {
  try {
<<<<<<< HEAD
    const { values, positionals } = parseArgs({ allowPositionals: true, options: { json: { type: 'boolean', default: false } } });
    const parts = positionals.filter((name): name is Part => (NAMES as readonly string[]).includes(name));
    if (parts.length < positionals.length) return null;
    return { parts: parts.length > 0 ? parts : PARTS, json: values.json };
=======
    const { values, positionals } = parseArgs({ allowPositionals: true, options: { json: { type: 'boolean', default: false }, sizes: { type: 'string' } } });
    if (positionals.length === 1 && positionals[0] === 'scale') {
      const sizes = values.sizes?.split(',').map(Number) ?? SIZES;
      return sizes.length > 0 && sizes.every((size) => size >= 1_000 && size % 10 === 0) ? { parts: [], sizes, json: values.json } : null;
    }
    const parts = positionals.filter((name): name is Part => (PARTS as readonly string[]).includes(name));
    if (parts.length < positionals.length || values.sizes !== undefined) return null;
    return { parts: parts.length > 0 ? parts : PARTS, sizes: null, json: values.json };
>>>>>>> e910282 (npm run bench -- scale: cost against the size of the library)
  } catch {
    return null;
  }
}

async function measure(parts: readonly Part[], folder: string, tell: (line: string) => void): Promise<Figure[]> {
  const password = randomBytes(12).toString('base64url');
  const startSite = async () => {
    if (clearing) throw new Error('broken off');
    const site = opened(new Site({ dataDir: path.join(folder, 'data'), password }));
    await site.ready();
    return site;
  };
  const startBare = async () => opened(await Bare.start(folder));
  const figures: Figure[] = [];
  if (parts.includes('delivery') || parts.includes('writes')) {
    tell('starting the site on a new database, and the bare server');
    const [site, bare] = [await startSite(), await startBare()];
    if (parts.includes('delivery')) {
      tell('delivery: about a minute');
      figures.push(...(await measureDelivery(site, bare, (load) => loads.push(load))));
    }
    if (parts.includes('writes')) {
      tell('writes: about half a minute');
      figures.push(...(await measureWrites(site, bare, password)));
    }
    await site.stop();
    await bare.stop();
  }
  if (parts.includes('start')) {
    tell('start: about half a minute');
    figures.push(...(await measureStart(startSite, startBare)));
  }
  return figures;
}

<<<<<<< HEAD
/** The parts that look at pages with a browser. */
async function report(parts: readonly Part[], folder: string, tell: (line: string) => void): Promise<Report[]> {
  const reports: Report[] = [];
  if (!REPORTS.some((name) => parts.includes(name))) return reports;
  const executablePath = await findChromium(tell);
  const site = opened(new Site({ dataDir: path.join(folder, 'data'), password: randomBytes(12).toString('base64url') }));
  await site.ready();
  if (parts.includes('documents')) {
    const browser = await chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] });
    reports.push(await reportDocuments(site.address, browser).finally(() => browser.close()));
  }
  if (parts.includes('lighthouse')) reports.push(await reportLighthouse(site.address, executablePath, folder, tell));
  await site.stop();
  return reports;
=======
function report(figures: Figure[], json: boolean, machine: Machine): void {
  const document = { ...machine, figures: figures.map((figure) => ({ ...figure, ratio: ratio(figure) })) };
  const head = `\n${machine.node}, ${machine.platform}, ${machine.cores} cores${machine.processor ? ` (${machine.processor})` : ''}\n\n`;
  process.stdout.write(json ? `${JSON.stringify(document, null, 2)}\n` : head + table(figures));
}

async function scale(sizes: number[], json: boolean, folder: string, machine: Machine, tell: (line: string) => void): Promise<void> {
  const password = randomBytes(12).toString('base64url');
  const site = async (dataDir: string) => {
    if (clearing) throw new Error('broken off');
    const started = opened(new Site({ dataDir, password }));
    await started.ready();
    return started;
  };
  const found = await measureScale(sizes, { site, bare: async () => opened(await Bare.start(folder)), folder, password, tell });
  process.stdout.write(json ? `${JSON.stringify({ ...machine, ...found }, null, 2)}\n` : `\n${scaleTable(found)}\n`);
  if (sizes.join() !== SIZES.join()) return;
  await writeFile(path.join(ROOT, 'docs/performance.md'), performanceDocument(found, machine));
  await writeFile(path.join(ROOT, 'docs/performance.svg'), scaleChart(found));
  tell('docs/performance.md is written');
>>>>>>> e910282 (npm run bench -- scale: cost against the size of the library)
}

async function main(): Promise<void> {
  const choice = chosen();
  if (!choice) {
    process.stderr.write(`${USAGE}\n`);
    process.exit(1);
  }
  const folder = await mkdtemp(path.join(tmpdir(), 'anli-bench-'));
  for (const [signal, code] of [['SIGINT', 130], ['SIGTERM', 143], ['SIGHUP', 129]] as const) {
    process.on(signal, () => void clear(folder).then(() => process.exit(code)));
  }
  const tell = (line: string) => process.stderr.write(`${line}\n`);
  try {
<<<<<<< HEAD
    const figures = await measure(choice.parts, folder, tell);
    const machine = { node: process.version, platform: `${process.platform}-${process.arch}`, processor: cpus()[0]?.model ?? '', cores: availableParallelism() };
    const document = { at: new Date().toISOString(), ...machine, figures: figures.map((figure) => ({ ...figure, ratio: ratio(figure) })) };
    const head = `\n${machine.node}, ${machine.platform}, ${machine.cores} cores${machine.processor ? ` (${machine.processor})` : ''}\n\n`;
    if (figures.length > 0 || choice.json) process.stdout.write(choice.json ? `${JSON.stringify(document, null, 2)}\n` : head + table(figures));
    for (const { text, failures } of await report(choice.parts, folder, tell)) {
      process.stdout.write(text);
      for (const failure of failures) tell(`OVER: ${failure}`);
      if (failures.length > 0) process.exitCode = 1;
    }
=======
    const machine = { at: new Date().toISOString(), node: process.version, platform: `${process.platform}-${process.arch}`, processor: cpus()[0]?.model ?? '', cores: availableParallelism() };
    if (choice.sizes) await scale(choice.sizes, choice.json, folder, machine, tell);
    else report(await measure(choice.parts, folder, tell), choice.json, machine);
>>>>>>> e910282 (npm run bench -- scale: cost against the size of the library)
  } catch (error) {
    // What breaks because it is being cleared away is not worth a word.
    if (!clearing) tell(error instanceof Error ? (error.stack ?? error.message) : String(error));
    process.exitCode = 1;
  }
  const interrupted = clearing !== undefined;
  await clear(folder);
  if (!interrupted) process.exit();
}

await main();
