import { basename, join } from 'node:path';
import { readDocument } from '@/lib/importing/read-format';
import { outline } from '@/lib/text/outline/outline';
import { printed, type PrintedOutline } from '@/lib/text/outline/surface';
import { readLabelled } from './label';
import { scoreFolder, type DocumentScore } from './score';
import { formatSummary, summarise } from './summary';

// npx tsx tests/outline-corpus/report.ts FOLDER…: how well the outline reads the labelled documents of each folder.
// A folder named held is summed up only: it is measured, never built on.

for (const folder of process.argv.slice(2)) {
  const documents = new Map<string, PrintedOutline>();
  for (const { fileName, bytes } of readLabelled(folder)) documents.set(fileName, printed(outline(await readDocument({ fileName, bytes }))));
  const scores = scoreFolder(folder, (fileName) => documents.get(fileName)!);
  if (basename(join(folder)) !== 'held') for (const score of scores) console.log(JSON.stringify(faults(score)));
  console.log(`${folder}  ${formatSummary(summarise(scores))}`);
}

/** What is not as labelled; an empty list of faults is left out. */
function faults(score: DocumentScore): Partial<DocumentScore> {
  const { id, want, matched, extra, level, number, body, tops, kind, title, leads, lead, casesWant, casesGot, leaked, traps, lost, missed, extraHeadings, error } = score;
  return {
    id, want, matched,
    ...(extra > 0 && { extra, extraHeadings }),
    ...(missed.length > 0 && { missed }),
    ...(level < matched && { level }),
    ...(number < matched && { number }),
    ...(body < matched && { body }),
    ...(kind < tops && { tops, kind }),
    ...(title === 0 && { title }),
    ...(lead < leads && { leads, lead }),
    ...(casesWant !== casesGot && { casesWant, casesGot }),
    ...(leaked > 0 && { leaked }),
    ...(traps > 0 && { traps }),
    ...(lost > 0 && { lost }),
    ...(error !== undefined && { error }),
  };
}
