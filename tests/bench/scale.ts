import path from 'node:path';
import { Client as Database } from 'pg';
import { encodeCursor, type ListName, type Place } from '../../lib/platform/database/cursor';
import { provideEnv } from '../../lib/platform/env';
import { LIMITS } from '../../lib/platform/limits';
import { categoryList, latestList } from '../../lib/platform/page-cache/list-names';

import { findRunningPostgres } from '../../server/database/postgres';
import { keptSecret } from '../../server/boot/secrets';
import { fillLibrary, PASSWORD, RARE } from '../support/library';
import { recorded, type Bare } from './bare';
import { draftArticle } from './draft';
import { median } from './figures';
import { Client, dataOf, signIn } from './http';
import type { Site } from './site';

/** Rounds that count, after some that do not. Each round asks every library in turn, since a machine drifts. */
const PAGE = LIMITS.pageSize.default;
const ROUNDS = 60;
const WARM_UP = 6;
/** Cases a round. */
const CASES = 3;

/** What is measured, in the order of the report. */
export const MEASURED = [
  'case page',
  'home',
  'home, 90 % back',
  'category page',
  'category page, 90 % back',
  'category with 30 old cases',
  'collections',
  '/api/cases, 90 % back',
  'feed',
  'sitemap',
  'sitemap, one part',
  'publish call',
  'submit call',
  'own articles, a quarter of all',
  'review queue',
] as const;
export type Measured = (typeof MEASURED)[number];

/** Milliseconds, the median of all rounds, by what and by size. */
export interface Scale {
  sizes: number[];
  rounds: number;
  costs: Record<Measured, number[]>;
  /** A bare Node server in the same rounds, giving the smallest library's case page. */
  bare: number;
  /** Seconds that filling each library took. */
  filled: number[];
}

interface Library {
  size: number;
  client: Client;
  cookies: Record<'editor' | 'reviewer' | 'admin' | 'owner', string>;
  /** Numbers of published cases from everywhere, as many as are asked for. */
  numbers: number[];
  parts: number[];
  deep: Record<'all' | 'category', string>;
  took: Map<Measured, number[]>;
}

interface Start {
  /** Starts a site on an embedded database of its own in this folder. */
  site(dataDir: string): Promise<Site>;
  bare(): Promise<Bare>;
  folder: string;
  password: string;
  tell(line: string): void;
}

/** Libraries of each size side by side, and what people wait for in each. Every address is a miss: a publication goes before. */
export async function measureScale(sizes: number[], start: Start): Promise<Scale> {
  const libraries: Library[] = [];
  const filled: number[] = [];
  for (const size of sizes) {
    start.tell(`filling a library of ${size.toLocaleString('en')}`);
    const dataDir = path.join(start.folder, `data-${size}`);
    const site = await start.site(dataDir);
    const began = performance.now();
    const databaseUrl = (await findRunningPostgres(dataDir)) ?? '';
    await fillLibrary(databaseUrl, size);
    filled.push((performance.now() - began) / 1000);
    libraries.push(await open(size, site, dataDir, databaseUrl, start.password));
  }
  const bare = await start.bare();
  const bareClient = new Client(bare.address);
  const bareTook: number[] = [];
  const page = `/cases/${libraries[0]!.numbers[0]}`;
  await bare.keep([recorded('GET', page, await libraries[0]!.client.call(page))]);
  start.tell(`measuring: ${ROUNDS} rounds`);
  for (let at = -WARM_UP; at < ROUNDS; at += 1) {
    for (const library of libraries) await round(library, at);
    const { took } = await bareClient.call(page);
    if (at >= 0) bareTook.push(took);
  }
  const costs = Object.fromEntries(MEASURED.map((what) => [what, libraries.map(({ took }) => median(took.get(what) ?? []))])) as Record<Measured, number[]>;
  for (const { client } of [...libraries, { client: bareClient }]) client.close();
  return { sizes, rounds: ROUNDS, costs, bare: median(bareTook), filled };
}

async function open(size: number, site: Site, dataDir: string, databaseUrl: string, password: string): Promise<Library> {
  const client = new Client(site.address);
  const database = new Database({ connectionString: databaseUrl });
  await database.connect();
  try {
    const numbers = await database.query<{ number: number }>('SELECT number FROM "Article" WHERE "publishedAt" IS NOT NULL ORDER BY hashint4(number) LIMIT $1', [CASES * (ROUNDS + WARM_UP) + 1]);
    const place = async (list: ListName, condition: string) => {
      const { rows } = await database.query<Place>(
        `WITH list AS (SELECT "publishedAt" AS at, a.id FROM "Article" a JOIN "Category" c ON c.id = a."categoryId" WHERE "publishedAt" IS NOT NULL AND ${condition})
         SELECT at, id FROM list ORDER BY at DESC, id DESC OFFSET (SELECT count(*) * 9 / 10 FROM list) LIMIT 1`,
      );
      return encodeCursor(list, rows[0]!);
    };
    // The site's own secret makes a cursor that the site takes for its own, without walking all the way there.
    provideEnv({ NEXTAUTH_SECRET: await keptSecret(dataDir, 'session-secret', 48) });
    const deep = { all: await place(latestList(PAGE), 'true'), category: await place(categoryList('k1', PAGE), `starts_with(c.path, 'k1/')`) };
    const cookies = {
      editor: await signIn(client, 'editor@anli.example', password),
      reviewer: await signIn(client, 'reviewer@anli.example', password),
      admin: await signIn(client, 'admin@anli.example', password),
      owner: await signIn(client, 'user1@library.example', PASSWORD),
    };
    const list = numbers.rows.map(({ number }) => number);
    const parts = [...new Set(list.map((number) => Math.floor(number / LIMITS.sitemapPart) * LIMITS.sitemapPart))];
    return { size, client, cookies, numbers: list, parts, deep, took: new Map(MEASURED.map((what) => [what, []])) };
  } finally {
    await database.end();
  }
}

let serial = 0;

/** One round: an article is published, which makes every list a new one, and all is asked for. */
async function round({ client, cookies, numbers, parts, deep, took }: Library, at: number): Promise<void> {
  const timed = async (what: Measured, call: Promise<{ status: number; took: number; body: Buffer }>) => {
    const answer = await call;
    if (answer.status < 200 || answer.status > 299) throw new Error(`${what}: ${answer.status} ${answer.body.toString().slice(0, 300)}`);
    if (at >= 0) took.get(what)?.push(answer.took);
    return answer;
  };
  const post = (cookie: string, address: string, input: unknown) => client.api('POST', address, cookie, input);
  const draft = dataOf<{ id: string; workingSeq: number }>(await post(cookies.editor, '/api/articles', draftArticle((serial += 1), 'k1-1-1')));
  const own = `/api/articles/${draft.id}`;
  const submitted = await timed('submit call', post(cookies.editor, `${own}/submission`, { version: draft.workingSeq }));
  const { revisionId } = (JSON.parse(submitted.body.toString()) as { data: { review: { revisionId: string } } }).data.review;
  dataOf(await post(cookies.reviewer, `${own}/decision`, { revisionId, outcome: 'APPROVED' }));
  await timed('publish call', post(cookies.admin, `${own}/publication`, { revisionId }));

  const turn = at + WARM_UP;
  for (let one = 0; one < CASES; one += 1) await timed('case page', client.call(`/cases/${numbers[turn * CASES + one + 1]}`));
  const addresses: [Measured, string][] = [
    ['home', '/'],
    ['home, 90 % back', `/?cursor=${deep.all}`],
    ['category page', '/c/k1'],
    ['category page, 90 % back', `/c/k1?cursor=${deep.category}`],
    ['category with 30 old cases', `/c/${RARE.slug}`],
    ['collections', '/collections'],
    ['/api/cases, 90 % back', `/api/cases?cursor=${deep.all}`],
    ['feed', '/feed.xml'],
    ['sitemap', '/sitemap.xml'],
    ['sitemap, one part', `/sitemaps/${parts[turn % parts.length]}.xml`],
  ];
  for (const [what, address] of addresses) await timed(what, client.call(address));
  await timed('own articles, a quarter of all', client.api('GET', '/api/articles', cookies.owner));
  await timed('review queue', client.api('GET', '/api/reviews', cookies.reviewer));
}
