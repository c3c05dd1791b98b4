import { readdirSync, readFileSync } from 'node:fs';
import path from 'node:path';
import { ROOT } from '../../server/boot/root';
import { outline } from '../../lib/text/outline/outline';
import type { Outcome } from './bench';
import { median, type Figure } from './figures';

const MEGABYTE = 1024 * 1024;
const SIZE = 10 * MEGABYTE;
const RUNS = 5;
/** What a hostile text may cost of the speed of a usual one before it is no longer linear. */
const SLOWEST = 1;

/** The peer: what one would write first. */
const HEADING = /^[ \t\u3000]*(?:[一二三四五六七八九十]+[、.．]|[（(][一二三四五六七八九十]+[)）]|\d+[.．、])/m;

const filled = (unit: string) => unit.repeat(Math.ceil(SIZE / Buffer.byteLength(unit)));

/** Texts that cost most where something looks back or ahead too far. */
const HOSTILE: Record<string, string> = {
  'one line of 一': filled('一'),
  'lines of 一、': filled('一、\n'),
  'one line of (': filled('('),
  'a million lines of 1.': '1.\n'.repeat(1_000_000),
  'five shapes in turn': filled('一、甲\n(一)乙\n1.丙\n(1)丁\n①戊\n'),
  'points in one line': filled('一是甲,二是乙,'),
  'lines of one width': filled(`${'水'.repeat(40)}\n`),
};

/** Speed of the outline in MB/s of UTF-8 beside one plain regular expression that splits the same texts, in the same run. */
export function measureOutline(): Promise<Outcome> {
  const documents = usual();
  const figures = [
    figure('labelled documents', documents),
    figure('a report of 10 MB', [filled(documents.join('\n'))]),
    ...Object.entries(HOSTILE).map(([name, text]) => figure(name, [text])),
  ];
  const failures = figures.filter(({ site }) => site < SLOWEST).map(({ name, site }) => `${name}: ${site.toFixed(2)} MB/s, less than ${SLOWEST}`);
  return Promise.resolve({ figures, failures });
}

/** The labelled documents of the tests. */
function usual(): string[] {
  const folder = path.join(ROOT, 'tests/unit/outline/fixtures');
  return readdirSync(folder).filter((name) => name.endsWith('.txt')).map((name) => readFileSync(path.join(folder, name), 'utf8'));
}

function figure(name: string, texts: readonly string[]): Figure {
  const size = texts.reduce((bytes, text) => bytes + Buffer.byteLength(text), 0) / MEGABYTE;
  // Small documents are read again and again, so that the clock has something to measure.
  const rounds = Math.max(1, Math.round(2 / size));
  // A text of its own each time: V8 remembers how it split the last ones.
  const speed = (read: (text: string) => unknown) => (size * rounds) / seconds(() => {
    for (let round = 0; round < rounds; round++) for (const text of texts) read(`${text}\n${round}`);
  });
  return { part: 'outline', name, unit: 'MB/s', site: speed(outline), bare: speed((text) => text.split(HEADING)) };
}

function seconds(run: () => void): number {
  run();
  const times = Array.from({ length: RUNS }, () => {
    const began = performance.now();
    run();
    return (performance.now() - began) / 1000;
  });
  return median(times);
}
