import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, cpus, tmpdir } from 'node:os';
import path from 'node:path';
import { parseArgs } from 'node:util';
import { Bare } from '../tests/bench/bare';
import { measureDelivery } from '../tests/bench/delivery';
import { ratio, table, type Figure } from '../tests/bench/figures';
import type { Running } from '../tests/bench/load';
import { Site } from '../tests/bench/site';
import { measureStart } from '../tests/bench/start';
import { measureWrites } from '../tests/bench/writes';

const USAGE = `Usage: npm run bench -- [delivery | writes | start]… [--json]
Measures this checkout's build on a database of its own beside a bare Node http server that gives the same answers.
  delivery  case page and its JSON, 32 connections     writes  articles through the API to the reader
  start     cold start to the first 200, memory        --json  the figures as JSON on standard output`;

const PARTS = ['delivery', 'writes', 'start'] as const;
type Part = (typeof PARTS)[number];

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

function chosen(): { parts: readonly Part[]; json: boolean } | null {
  try {
    const { values, positionals } = parseArgs({ allowPositionals: true, options: { json: { type: 'boolean', default: false } } });
    const parts = positionals.filter((name): name is Part => (PARTS as readonly string[]).includes(name));
    if (parts.length < positionals.length) return null;
    return { parts: parts.length > 0 ? parts : PARTS, json: values.json };
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
    const figures = await measure(choice.parts, folder, tell);
    const machine = { node: process.version, platform: `${process.platform}-${process.arch}`, processor: cpus()[0]?.model ?? '', cores: availableParallelism() };
    const document = { at: new Date().toISOString(), ...machine, figures: figures.map((figure) => ({ ...figure, ratio: ratio(figure) })) };
    const head = `\n${machine.node}, ${machine.platform}, ${machine.cores} cores${machine.processor ? ` (${machine.processor})` : ''}\n\n`;
    process.stdout.write(choice.json ? `${JSON.stringify(document, null, 2)}\n` : head + table(figures));
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
