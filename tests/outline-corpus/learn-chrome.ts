import { readDocument } from '@/lib/importing/read-format';
import { placedLines } from '@/lib/text/outline/chrome/learnt-chrome';
import { lineFeatures } from '@/lib/text/outline/chrome/line-features';
import { LineMarks } from '@/lib/text/outline/lines/line-marks';
import { splitLines } from '@/lib/text/outline/lines/lines';
import { wordsOnly } from './compare';
import { readLabelled } from './label';
import { sparseLogistic, type Example } from './logistic';

const SPARSE = { kept: 1500, often: 3, decay: 0.5 };
const STEP = 50;

/** What tells page chrome from text in these folders: the text of lib/text/outline/chrome/chrome-weights.json. */
export async function learnChrome(folders: readonly string[]): Promise<string> {
  const examples = (await Promise.all(folders.map(labelledLines))).flat();
  const { weights, bias } = sparseLogistic(examples, 2, SPARSE);
  const whole = ([text = 0, chrome = 0]: readonly number[]) => Math.round((chrome - text) * STEP);
  const lines = [...weights].sort(([a], [b]) => (a < b ? -1 : 1)).map(([name, own]) => `    ${JSON.stringify(name)}: ${whole(own)}`);
  return `{\n  "step": ${STEP},\n  "bias": ${whole(bias)},\n  "weights": {\n${lines.join(',\n')}\n  }\n}\n`;
}

/** Every short line of a folder's documents: 1 for what its label calls chrome, else 0. */
async function labelledLines(folder: string): Promise<Example[]> {
  const found: Example[] = [];
  for (const { label, fileName, bytes } of readLabelled(folder)) {
    const { text, marks } = await readDocument({ fileName, bytes });
    const lines = splitLines(text);
    // A title that the page says twice is noise once; as words it is a title.
    const titles = [label.title, ...label.cases.map(({ title }) => title)].map(wordsOnly);
    const noise = label.noise.map(wordsOnly).filter((one) => !titles.includes(one));
    for (const placed of placedLines(lines, new LineMarks(lines, marks), new Uint8Array(lines.count))) {
      const words = wordsOnly(placed.text);
      if (words !== '') found.push({ features: lineFeatures(placed), of: Number(noise.some((one) => one === words || (words.length > 3 && one.startsWith(words)))) });
    }
  }
  return found;
}
