import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readStored, type Stored } from './durability/stored';
import { eventually } from '../support/eventually';
import { World } from './durability/world';
import { Writer } from './durability/writer';

const WRITERS = 8;
/** So many saves of each writer between two blows: each blow falls while all of them write. */
const SAVES = 4;

/*
 * What is answered 2xx is stored, whatever dies the moment after: eight writers save while the server is killed
 * three times and PostgreSQL once.
 */
describe('saves while the processes are killed', () => {
  let world: World;
  let writers: Writer[] = [];
  let stored: Map<string, Stored>;

  beforeAll(async () => {
    world = await World.create();
    const cookies = [await world.signIn('editor@anli.example'), await world.signIn('editor2@anli.example')];
    writers = Array.from({ length: WRITERS }, (_, at) => new Writer(world, `writer ${at + 1}`, cookies[at % cookies.length] ?? ''));
    for (const writer of writers) await writer.begin();
    const writing = Promise.all(writers.map((writer) => writer.write()));
    try {
      for (const blow of [() => world.killServer(), () => world.killPostgres(), () => world.killServer(), () => world.killServer()]) {
        await everybodySaves();
        await blow();
      }
      await everybodySaves();
    } finally {
      for (const writer of writers) writer.stop();
      await writing;
    }
    stored = await readStored(world.folder, writers.map(({ sectionId }) => sectionId));
  }, 240_000);

  afterAll(async () => {
    await world?.end();
  }, 60_000);

  async function everybodySaves(): Promise<void> {
    const marks = writers.map(({ acknowledged }) => acknowledged.size + SAVES);
    await eventually(() => writers.every((writer, at) => writer.acknowledged.size >= (marks[at] ?? 0)), Boolean, { until: 'every writer has saved again', patience: 60_000 });
  }

  const of = (writer: Writer) => stored.get(writer.sectionId) ?? { version: 0, text: '', audited: [] };
  const last = (writer: Writer) => Math.max(...writer.acknowledged.keys());

  it('hits saves while they are made', () => {
    const brokenOff = writers.reduce((sum, writer) => sum + writer.brokenOff, 0);
    expect(brokenOff, 'saves that a kill has hit').toBeGreaterThanOrEqual(WRITERS);
  });

  it('answers 503 while PostgreSQL is away, and nothing else', () => {
    expect(writers.flatMap(({ oddAnswers }) => oddAnswers)).toEqual([]);
  });

  it('keeps every acknowledged save, seen after each kill and at the end', () => {
    expect(writers.flatMap(({ faults }) => faults)).toEqual([]);
    for (const writer of writers) expect(of(writer).version).toBeGreaterThanOrEqual(last(writer));
  });

  it('keeps the words of the last save, or those that were saved over them', () => {
    for (const writer of writers) {
      const { version, text } = of(writer);
      const possible = version === last(writer) ? [writer.acknowledged.get(version)] : writer.sent.get(version);
      expect(possible).toContain(text);
    }
  });

  it('has one audit event for each save, acknowledged or found stored', () => {
    for (const writer of writers) {
      const { version, audited } = of(writer);
      expect(audited).toEqual(Array.from({ length: version - 1 }, (_, at) => at + 2));
      expect(audited).toEqual(expect.arrayContaining([...writer.acknowledged.keys()]));
      expect(audited.length).toBe(writer.acknowledged.size + writer.storedUnanswered);
    }
  });
});
