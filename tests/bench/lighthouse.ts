import { execFile } from 'node:child_process';
import { readFile, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { promisify } from 'node:util';
import { readerPages } from '../support/reader-pages';
import type { Outcome } from './bench';
import { Client, dataOf, signIn } from './http';

/** Run by npx and no dependency of the project: its own dependencies are many, and only this uses them. */
const LIGHTHOUSE = 'lighthouse@12.8.2';
const CATEGORIES = ['performance', 'accessibility', 'best-practices', 'seo'] as const;
type Category = (typeof CATEGORIES)[number];

/** What a page has to reach. Search engines are kept from applications; the editor is as fast as what is written in it lets it be. */
const READER = { performance: 100, accessibility: 100, 'best-practices': 100, seo: 100 };
const APPLICATION = { performance: 95, accessibility: 100, 'best-practices': 100 };
const EDITOR = { accessibility: 100, 'best-practices': 100 };

interface Sort {
  name: string;
  path: string;
  least: Partial<Record<Category, number>>;
  /** Of a session, for what only people who are signed in are shown. */
  cookie?: string;
}

/** Its times are those of this machine while it does other things too: of so many runs the one in the middle counts. */
const RUNS = 3;
const MINUTE = 60_000;

interface Audit {
  id: string;
  title: string;
  score: number | null;
  displayValue?: string;
  numericValue?: number;
  /** A list of places for most audits, something else for a few. */
  details?: { items?: unknown };
}

interface Result {
  categories: Record<string, { score: number | null; auditRefs: { id: string; weight: number }[] }>;
  audits: Record<string, Audit>;
}

/**
 * Runs Lighthouse's phone profile (its default: a slow phone on a slow network) on one page of each sort. Where other things run on the
 * machine, the blocking time of applications says what those cost: it went from 190 to 1,310 ms between two runs.
 * @param password of the demo accounts
 * @param chromium the browser's path
 * @param folder where its results may be put
 */
export async function reportLighthouse(origin: string, password: string, chromium: string, folder: string, tell: (line: string) => void): Promise<Outcome> {
  const lines: string[] = [];
  const failures: string[] = [];
  for (const { name, path: address, least, cookie } of await sorts(origin, password)) {
    tell(`lighthouse: ${name}, ${RUNS} times`);
    const results: Result[] = [];
    for (let run = 0; run < RUNS; run += 1) results.push(await lighthouse(origin + address, cookie, chromium, path.join(folder, `${name}-${run}.json`)));
    const ordered = [...results].sort((one, other) => blocking(one) - blocking(other));
    const middle = ordered[Math.floor(RUNS / 2)]!;
    const scores = CATEGORIES.map((category) => `${category} ${scoreOf(middle, category)}`);
    lines.push('', `${name}, ${address}: ${scores.join(', ')}, total blocking time ${ordered.map((one) => Math.round(blocking(one))).join(' / ')} ms`);
    for (const { id, title, score, displayValue, details } of Object.values(middle.audits)) {
      if (score === null || score === 1) continue;
      const places = Array.isArray(details?.items) ? (details.items as { url?: string; node?: { snippet?: string } }[]) : [];
      const where = places.flatMap((item) => item.url ?? item.node?.snippet ?? []).join(' ');
      const counts = CATEGORIES.some((category) => middle.categories[category]?.auditRefs.some((ref) => ref.id === id && ref.weight > 0));
      lines.push(`  ${score.toFixed(2)} ${counts ? 'counts' : 'hint  '} ${id}: ${[title, displayValue, where].filter(Boolean).join(' · ')}`);
    }
    failures.push(...CATEGORIES.filter((category) => scoreOf(middle, category) < (least[category] ?? 0)).map((category) => `${address}: ${category} ${scoreOf(middle, category)}`));
    if (least === READER && Math.round(blocking(middle)) > 0) failures.push(`${address}: total blocking time ${Math.round(blocking(middle))} ms`);
  }
  return { text: `${lines.join('\n')}\n`, failures };
}

/** A page of each sort, with what it has to reach. */
async function sorts(origin: string, password: string): Promise<Sort[]> {
  const readers = await readerPages(origin);
  const client = new Client(origin);
  const cookie = await signIn(client, 'editor@anli.example', password);
  const { items } = dataOf<{ items: { id: string }[] }>(await client.api('GET', '/api/articles', cookie));
  client.close();
  return [
    ...readers.map((page) => ({ ...page, least: READER })),
    { name: 'sign-in', path: '/signin', least: APPLICATION },
    { name: 'desk', path: '/desk', least: APPLICATION, cookie },
    { name: 'editor', path: `/desk/articles/${items[0]!.id}`, least: EDITOR, cookie },
  ];
}

async function lighthouse(address: string, cookie: string | undefined, chromium: string, file: string): Promise<Result> {
  const flags = ['--quiet', `--only-categories=${CATEGORIES.join(',')}`, '--output=json', `--output-path=${file}`, '--chrome-flags=--headless=new --no-sandbox'];
  if (cookie) {
    const headers = `${file}.headers`;
    await writeFile(headers, JSON.stringify({ Cookie: cookie }));
    flags.push(`--extra-headers=${headers}`);
  }
  await promisify(execFile)('npx', ['--yes', LIGHTHOUSE, address, ...flags], { env: { ...process.env, CHROME_PATH: chromium }, timeout: 5 * MINUTE });
  return JSON.parse(await readFile(file, 'utf8')) as Result;
}

const blocking = ({ audits }: Result) => audits['total-blocking-time']?.numericValue ?? Number.NaN;
const scoreOf = ({ categories }: Result, category: string) => Math.round((categories[category]?.score ?? 0) * 100);
