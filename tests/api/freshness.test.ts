import path from 'node:path';
import { afterEach, describe, expect, test } from 'vitest';
import { ROOT } from '../../server/boot/root';
import { eventually } from '../support/eventually';
import { Observations, Reader } from './freshness/readers';
import { CaseWriter } from './freshness/writers';
import { World } from './freshness/world';

const INSTANCES = 3;
const WRITERS = 20;
const READERS = 50;
/** Milliseconds. */
const A_MINUTE = 60_000;
/** How many steps have to be acknowledged between two disturbances. */
const STEPS = 25;

/*
 * A GET that is sent after a change has been answered 2xx shows it, on any instance, and no answer mixes two
 * revisions: also while connections break, an instance is paused, one is killed and PostgreSQL restarts.
 */
describe('three instances, twenty writers and fifty readers', () => {
  let world: World;
  let writers: CaseWriter[] = [];
  const seen = () => running!.seen;
  let running: { seen: Observations; ended: Promise<unknown>; stop(): void } | undefined;

  afterEach(async () => {
    running?.stop();
    await running?.ended;
    await world?.end();
  });

  function run(): void {
    const observations = new Observations();
    writers = Array.from({ length: WRITERS }, (_, at) => new CaseWriter(world, `案例${String.fromCharCode(97 + at)}`));
    const readers = Array.from({ length: READERS }, () => new Reader(world, writers.map(({ subject }) => subject), observations));
    const ended = Promise.all([...writers.map((writer) => writer.write()), ...readers.map((reader) => reader.read())]);
    running = { seen: observations, ended, stop: () => [...writers, ...readers].forEach((one) => one.stop()) };
  }

  const steps = () => writers.reduce((sum, { subject }) => sum + subject.ledger.floor, 0);
  async function moreSteps(): Promise<void> {
    const enough = steps() + STEPS;
    await eventually(() => steps() >= enough, Boolean, { until: `${STEPS} more steps have been acknowledged`, patience: 180_000 });
  }

  /** A paused instance may hold a lock that all the others wait for. */
  async function moreStepsOrSeconds(): Promise<void> {
    const [enough, end] = [steps() + STEPS, performance.now() + 5_000];
    await eventually(() => steps() >= enough || performance.now() > end, Boolean, { until: 'steps or seconds have passed', patience: 180_000 });
  }

  test('show nothing stale and nothing mixed, whatever breaks', { timeout: 900_000 }, async () => {
    world = await World.create(INSTANCES);
    const end = performance.now() + A_MINUTE;
    run();
    const [first, second, third] = world.instances;
    await moreSteps();
    await world.cutConnections(first!);
    await moreSteps();
    await world.pause(second!, moreStepsOrSeconds);
    await moreSteps();
    await world.restartPostgres();
    await moreSteps();
    await world.kill(third!);
    await eventually(() => performance.now() > end, Boolean, { until: 'the minute is over', patience: 2 * A_MINUTE });
    running!.stop();
    await running!.ended;
    console.log(`freshness: ${steps()} steps, ${seen().reads} reads, ${seen().hits} kept, ${seen().pastLease} past the lease, ${seen().brokenOff} broken off, ${seen().sentAway} sent away`);

    expect(seen().faults.slice(0, 10)).toEqual([]);
    expect(writers.flatMap(({ odd }) => odd)).toEqual([]);
    // What was tried was worth trying.
    expect(steps()).toBeGreaterThan(5 * STEPS);
    expect(seen().hits).toBeGreaterThan(seen().reads / 10);
    expect(seen().pastLease).toBeGreaterThan(0);
    expect(seen().brokenOff + seen().sentAway).toBeLessThan(seen().reads / 10);
  });

  test('are found out when an instance serves what it kept without looking at the counter', { timeout: 900_000 }, async () => {
    const withoutLease = path.join(ROOT, 'tests/api/freshness/preload.mjs');
    world = await World.create(INSTANCES, { NODE_OPTIONS: `--import=tsx --import=${withoutLease}` });
    run();
    await eventually(() => seen().faults.some((fault) => /where it had to be/.test(fault)), Boolean, { until: 'a stale answer has been seen', patience: 180_000 });
    expect(seen().faults.length).toBeGreaterThan(0);
  });
});
