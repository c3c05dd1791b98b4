import { afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { ArticleView } from '../support/answers';
import { body, makePublished } from '../support/articles';
import { send, type Answer } from '../support/client';
import { copyCase } from '../support/kept-pages';
import { randomFrom } from '../support/library-texts';
import { cacheFigures, cacheStatus, dropEverything, HIT, holdReads, JOINED, MISS, warm, type HeldReads } from '../support/page-cache';
import { queriesDuring, readMetrics } from '../support/metrics';
import { sumOf } from '../support/metrics-text';
import { createCast, type Cast } from '../support/people';
import { openRaw, type RawConnection } from '../support/raw';
import { site } from '../support/site';
import { eventually } from '../support/eventually';

/*
 * While a page is made: who asks for it meanwhile, who goes away, who is slow; and how much is kept at most.
 */

let cast: Cast;
let path: string;
beforeAll(async () => {
  cast = await createCast();
  path = `/cases/${(await makePublished(cast)).number}`;
});

let held: HeldReads | undefined;
const connections: RawConnection[] = [];
afterEach(async () => {
  await held?.letGo();
  held = undefined;
  for (const connection of connections.splice(0)) connection.close();
});

function open(): RawConnection {
  const connection = openRaw(site.origin);
  connections.push(connection);
  return connection;
}

const get = (headers: Record<string, string> = {}, asked = path) => send('GET', asked, { headers, agent: false });
const inFlight = async () => sumOf(await readMetrics(), 'anli_http_requests_in_flight');

/** From now on a page can be begun but not finished, until `held` is let go. */
async function holdFill(): Promise<void> {
  await warm('/robots.txt');
  await dropEverything();
  held = await holdReads();
}

/** Waits until this many requests have come and wait for the one page that is being made. */
async function haveJoined(count: number): Promise<void> {
  await eventually(async () => (await held!.waiting()) > 0, Boolean, { until: 'a page is being made', patience: 60_000 });
  // The one that asks for the figures is among them.
  await eventually(async () => (await inFlight()) === count + 1, Boolean, { until: `${count} requests have come`, patience: 60_000 });
  // All requests share their looks at the counter: when one that came later has had its answer, they are past it, too.
  await warm('/robots.txt');
}

const GET = (asked: string, headers = '') => `GET ${asked} HTTP/1.1\r\nHost: ${new URL(site.origin).host}\r\n${headers}\r\n`;

describe('a page that many want at once', () => {
  test('is made once for a hundred, with the queries of one', async () => {
    const HUNDRED = 100;
    await holdFill();
    const before = await cacheFigures();
    let answers: Answer[] = [];
    const queries = await queriesDuring(async () => {
      const asked = Array.from({ length: HUNDRED }, () => get());
      await haveJoined(HUNDRED);
      await held!.letGo();
      answers = await Promise.all(asked);
    });
    const after = await cacheFigures();
    expect(new Set(answers.map(({ status, text }) => `${status} ${text}`)).size).toBe(1);
    expect(answers[0]!.status).toBe(200);
    const said = answers.map(cacheStatus);
    expect([MISS, JOINED].map((status) => said.filter((one) => one === status).length)).toEqual([1, HUNDRED - 1]);
    // Beside it the one for robots, which was made anew.
    expect([after.misses - before.misses, after.coalesced - before.coalesced]).toEqual([2, HUNDRED - 1]);
    expect(queries).toEqual({ '/cases/[number]': 2 });
    expect(cacheStatus(await get())).toBe(HIT);
  });

  test('that fails is tried again for who came after it was begun, once for all of them', async () => {
    await holdFill();
    const first = get();
    await haveJoined(1);
    const later = Array.from({ length: 5 }, () => get());
    await haveJoined(6);
    // The lock is not given in time.
    expect((await first).status).toBe(503);
    await eventually(async () => (await held!.waiting()) > 0, Boolean, { until: 'the page is made again' });
    await held!.letGo();
    const answers = await Promise.all(later);
    expect(answers.map(({ status }) => status)).toEqual(Array(5).fill(200));
    expect(answers.map(cacheStatus).filter((status) => status === MISS)).toHaveLength(1);
  });

  test('is given to everybody as he wants it: compressed, not at all, unchanged, or its headers alone', async () => {
    const { headers: { etag = '' }, text } = await warm(path);
    await holdFill();
    const asked = [get(), get({ 'accept-encoding': 'br' }), get({ 'accept-encoding': 'gzip' }), get({ 'if-none-match': etag }), get({ 'if-none-match': '"other"' }), send('HEAD', path, { agent: false })];
    await haveJoined(asked.length);
    await held!.letGo();
    const answers = await Promise.all(asked);
    expect(answers.map(({ status }) => status)).toEqual([200, 200, 200, 304, 200, 200]);
    expect(answers.map(({ headers }) => headers['content-encoding'])).toEqual([undefined, 'br', 'gzip', undefined, undefined, undefined]);
    expect([answers[0]!.text === text, answers[4]!.text === text, answers[3]!.text, answers[5]!.text]).toEqual([true, true, '', '']);
    expect(new Set(answers.map(({ headers }) => headers.etag))).toEqual(new Set([etag]));
  });

  test('holds up nobody who wants another one that is kept', async () => {
    await holdFill();
    const asked = get();
    await haveJoined(1);
    expect(cacheStatus(await get({}, '/robots.txt'))).toBe(HIT);
    await held!.letGo();
    expect((await asked).status).toBe(200);
  });
});

describe('a client that goes away', () => {
  test.each(['first', 'as one of many'])('%s harms neither the others nor what is kept', async (which) => {
    await holdFill();
    const leaver = open();
    const others: Promise<Answer>[] = [];
    const join = async () => others.push(get(), get());
    if (which === 'first') {
      leaver.write(GET(path));
      await haveJoined(1);
      await join();
    } else {
      await join();
      await haveJoined(2);
      leaver.write(GET(path));
    }
    await haveJoined(3);
    leaver.close();
    await eventually(async () => (await inFlight()) === 3, Boolean, { until: 'the server knows that one has gone', patience: 60_000 });
    await held!.letGo();
    expect((await Promise.all(others)).map(({ status }) => status)).toEqual([200, 200]);
    expect(cacheStatus(await get())).toBe(HIT);
  });

  test('alone has had the page made: it is kept for the next', async () => {
    await holdFill();
    const before = await cacheFigures();
    const leaver = open();
    leaver.write(GET(path));
    await haveJoined(1);
    leaver.close();
    await eventually(async () => (await inFlight()) === 1, Boolean, { until: 'the server knows that it has gone', patience: 60_000 });
    await held!.letGo();
    await eventually(async () => (await cacheFigures()).misses - before.misses === 2 && cacheStatus(await get()) === HIT, Boolean, { until: 'the page is kept', patience: 60_000 });
  });
});

describe('large answers', () => {
  /** A case with much text that hardly can be compressed. */
  let large: ArticleView;
  beforeAll(async () => {
    const random = randomFrom(1);
    const paragraph = () => String.fromCodePoint(...Array.from({ length: 30_000 }, () => 0x4e00 + Math.floor(random() * 20_000)));
    const sections = ['做法', '成效'].map((heading) => ({ kind: 'PRACTICE', heading, body: body(...Array.from({ length: 5 }, paragraph)) }));
    large = await makePublished(cast, { sections });
  });

  test('to slow readers hold up nobody', async () => {
    const address = `/api/cases/${large.number}`;
    const { bytes } = await warm(address);
    const slow = Array.from({ length: 5 }, () => open());
    for (const connection of slow) {
      // More than all buffers on the way would take.
      for (let n = 0; n < 10; n += 1) connection.write(GET(address, 'Accept-Encoding: identity\r\n'));
      await connection.received(/^HTTP\/1\.1 200 /);
      connection.pause();
    }
    await eventually(async () => (await inFlight()) > slow.length, Boolean, { until: 'the slow ones are still being answered', patience: 60_000 });
    await warm(path);
    const again = await send('GET', address, { agent: false });
    expect([cacheStatus(again), again.bytes.equals(bytes)]).toEqual([HIT, true]);
    expect(await inFlight()).toBeGreaterThan(slow.length);
  });

  test('push the oldest ones out: never is more kept than 64 MB', async () => {
    const MOST = 64 * 1024 * 1024;
    const COPIES = 45;
    const before = await cacheFigures();
    const first = await copyCase(large.id, COPIES);
    let highest = 0;
    for (let copy = first; copy < first + COPIES; copy += 1) {
      expect((await get({}, `/api/cases/${copy}`)).status).toBe(200);
      highest = Math.max(highest, (await cacheFigures()).bytes);
    }
    expect(highest).toBeLessThanOrEqual(MOST);
    // There was enough for more than fits.
    expect(highest).toBeGreaterThan(MOST * 0.9);
    const after = await cacheFigures();
    expect(after.evicted - before.evicted).toBe(before.entries + COPIES - after.entries);
    expect(after.evicted).toBeGreaterThan(before.evicted);
    expect(cacheStatus(await get({}, `/api/cases/${first + COPIES - 1}`))).toBe(HIT);
    expect(cacheStatus(await get({}, `/api/cases/${first}`))).toBe(MISS);
  });
});
