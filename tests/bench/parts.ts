import { writeFile } from 'node:fs/promises';
import path from 'node:path';
import { chromium } from '@playwright/test';
import { findChromium } from '../../scripts/launch/chromium.mjs';
import { ROOT } from '../../server/boot/root';
import type { Bench, Outcome, Part } from './bench';
import { measureCluster } from './cluster';
import { measureDelivery } from './delivery';
import { reportDocuments } from './documents';
import { measureDocumentsIn } from './documents-in';
import { reportFileCosts } from './file-costs';
import { measureFreshness } from './freshness';
import { measureImport } from './import';
import { reportLighthouse } from './lighthouse';
import { machine } from './machine';
import { measureMemory } from './memory-load';
import { measureScale } from './scale';
import { measureOutline } from './outline';
import { performanceDocument, scaleChart, scaleTable } from './scale-report';
import { measureStart } from './start';
import { measureThreads } from './threads';
import { measureWrites } from './writes';

/** The sizes for which docs/performance.md is written. */
export const SIZES = [1_000, 10_000, 100_000];

const withSite = (measure: (bench: Bench, site: Awaited<ReturnType<Bench['site']>>) => Promise<Outcome>) => async (bench: Bench) => {
  const site = await bench.site();
  const outcome = await measure(bench, site);
  await site.stop();
  return outcome;
};

async function scale(bench: Bench): Promise<Outcome> {
  const { sizes, folder, password, tell } = bench;
  const found = await measureScale(sizes, { site: (dataDir) => bench.site({ dataDir }), bare: () => bench.bare(), folder, password, tell });
  if (sizes.join() === SIZES.join()) {
    await writeFile(path.join(ROOT, 'docs/performance.md'), performanceDocument(found, machine()));
    await writeFile(path.join(ROOT, 'docs/performance.svg'), scaleChart(found));
    tell('docs/performance.md is written');
  }
  return { text: `\n${scaleTable(found)}\n` };
}

const documents = withSite(async ({ tell }, site) => {
  const executablePath = await findChromium(tell);
  const browser = await chromium.launch({ executablePath, args: process.getuid?.() === 0 ? ['--no-sandbox'] : [] });
  return reportDocuments(site.address, browser).finally(() => browser.close());
});

const writes = withSite(async (bench, site) => {
  const bare = await bench.bare();
  const figures = await measureWrites(site, bare, bench.password);
  await bare.stop();
  return { figures };
});

/** Run where no part is named. */
export const USUAL = {
  delivery: { about: 'a kept case page and its JSON, 32 connections, against bare Node and nginx; a page that is not kept', run: measureDelivery },
  freshness: { about: 'from a publish call to the page that shows it, one instance and three', run: measureFreshness },
  cluster: { about: 'what two workers gain over one', run: measureCluster },
  writes: { about: 'articles through the API to the reader', run: writes },
  import: { about: '200 mixed documents from file to drafts through the API, and what others wait meanwhile', run: withSite(async ({ password }, site) => ({ figures: await measureImport(site, password) })) },
  outline: { about: 'outlines of documents, usual and hostile, against one plain regular expression (in its column)', run: measureOutline },
  start: { about: 'cold start to the first 200, memory', run: async (bench) => ({ figures: await measureStart(() => bench.site(), () => bench.bare()) }) },
  'documents-in': { about: 'DOCX files read, against the bare text of their main parts (in its column)', run: measureDocumentsIn },
} satisfies Record<string, Part>;

/** Run where they are named. */
export const NAMED = {
  'file-costs': { about: 'what a file costs on its way in, by format and stage: a hundred typical ones, or those of --files', run: withSite(async ({ tell, password, files }, site) => ({ text: await reportFileCosts(site, password, files, tell) })) },
  memory: { about: 'memory with 5,000 articles, at rest and after ten minutes of mixed load', run: measureMemory },
  threads: { about: 'what the thread in front gains over one thread that renders too', run: measureThreads },
  scale: { about: 'cost against the size of the library, some minutes; with the usual sizes it writes docs/performance.md', run: scale },
  documents: { about: 'what a phone downloads for a page (needs a Chromium)', run: documents },
  lighthouse: {
    about: "Lighthouse's phone profile (through npx; needs a Chromium)",
    run: withSite(async ({ tell, folder, password }, site) => reportLighthouse(site.address, password, await findChromium(tell), folder, tell)),
  },
} satisfies Record<string, Part>;
