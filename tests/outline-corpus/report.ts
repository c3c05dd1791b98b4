import { basename, join } from 'node:path';
import { scoreFolder, type DocumentScore } from './score';
import { formatSummary, summarise } from './summary';

// npx tsx tests/outline-corpus/report.ts FOLDER…: how well the outline reads the labelled plain texts of each folder.
// A folder named held is summed up only: it is measured, never built on.

const NO_READER = 'read by the importer, not here';

for (const folder of process.argv.slice(2)) {
  const scores = scoreFolder(folder, () => {
    throw new Error(NO_READER);
  }).filter(({ error }) => error !== NO_READER);
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
