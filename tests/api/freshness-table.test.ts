import { beforeAll, describe, expect, test } from 'vitest';
import { canonicalAddress } from '../../lib/platform/page-cache/addresses';
import { routeOf } from '../../lib/platform/routes/match';
import { KEPT_ROUTES } from '../../lib/platform/routes/table';
import { send, type Answer } from '../support/client';
import { cacheStatus, HIT, leaseIsOver, renderedNow, warm } from '../support/page-cache';
import { CHANGES } from './freshness/changes';
import { IDLE } from './freshness/idle';
import { makeLibrary, type Library, type PageName } from './freshness/pages';

/*
 * Every operation that changes what readers see, times every kind of page: all are kept before it, and after it each
 * shows what the database holds, while those that have nothing to do with it are still the kept ones.
 */

let library: Library;
beforeAll(async () => {
  library = await makeLibrary();
});

test('the table has an address of every route whose answers are kept, each as it is kept', () => {
  const addresses = Object.values(library.pages);
  const missing = KEPT_ROUTES.filter((route) => !addresses.some((address) => routeOf(address) === route));
  expect(missing, 'Answers are kept there (lib/platform/routes/table.ts) and nobody looks whether they stay fresh: add addresses to tests/api/freshness/pages.ts, and to CHANGES what changes them.').toEqual([]);
  expect(addresses.filter((address) => canonicalAddress(address) !== address), 'not kept').toEqual([]);
});

type Answers = Map<PageName, Answer>;

async function each(ask: (path: string) => Promise<Answer>): Promise<Answers> {
  const pages = Object.entries(library.pages) as [PageName, string][];
  return new Map(await Promise.all(pages.map(async ([name, path]) => [name, await ask(path)] as const)));
}

const get = (path: string) => send('GET', path);
/** What a reader sees of an answer; a problem names the request besides. */
const seen = ({ status, headers, text }: Answer) => `${status} ${headers['content-type']}\n${text.replace(/"requestId":"[^"]*"/, '')}`;
const namesWhere = (answers: Answers, holds: (name: PageName, answer: Answer) => boolean) => [...answers].filter(([name, answer]) => holds(name, answer)).map(([name]) => name);

/** Every page from the cache; those that are not there have nothing that could be kept. */
const keepAll = () => each(async (path) => ((await get(path)).status === 200 ? warm(path) : get(path)));

/** One GET of every page: what comes from the cache must be what a rendering past it shows; the others have just been rendered. */
async function expectFresh(): Promise<Answers> {
  const got = await each(get);
  const kept = namesWhere(got, (_name, answer) => cacheStatus(answer) === HIT);
  const now = new Map(await Promise.all(kept.map(async (name) => [name, await renderedNow(library.pages[name])] as const)));
  expect(kept.filter((name) => seen(got.get(name)!) !== seen(now.get(name)!)), 'stale').toEqual([]);
  return got;
}

/** Does `work` while somebody reads all the time: so the site has always looked at the counter a moment ago. */
async function whileSomebodyReads(work: () => Promise<unknown>): Promise<void> {
  let reading = true;
  const reader = (async () => {
    while (reading) await get(library.pages.robots);
  })();
  try {
    await work();
  } finally {
    reading = false;
    await reader;
  }
}

describe.each(CHANGES.map((change) => [change.what, change] as const))('%s', (_what, { how, back, changes, stays }) => {
  test.each(back ? ([['done', how], ['undone', back]] as const) : ([['done', how]] as const))('%s is seen at once, on every page that shows it, and no other page is made anew', async (_which, operate) => {
    const before = await keepAll();
    await whileSomebodyReads(() => operate(library));
    const after = await expectFresh();
    expect(changes.filter((name) => seen(after.get(name)!) === seen(before.get(name)!)), 'unchanged').toEqual([]);
    expect(stays.filter((name) => cacheStatus(after.get(name)!) !== HIT), 'made anew').toEqual([]);
  });
});

test.each(IDLE.map((idle) => [idle.what, idle] as const))('%s: all pages are still the kept ones', async (_what, { how }) => {
  const before = await keepAll();
  expect(namesWhere(before, (_name, { status }) => status !== 200)).toEqual([]);
  await how(library);
  await leaseIsOver();
  const after = await expectFresh();
  expect(namesWhere(after, (_name, answer) => cacheStatus(answer) !== HIT)).toEqual([]);
  expect(namesWhere(after, (name, answer) => seen(answer) !== seen(before.get(name)!))).toEqual([]);
});
