import { articleFromCase } from '../../lib/importing/article-from-case';
import { BodyCutter } from '../../lib/importing/bodies/body';
import { placeholder } from '../../lib/importing/placeholders';
import { readDocument } from '../../lib/importing/read-format';
import { encodePicture } from '../../lib/domains/assets/encode';
import { check } from '../../lib/text/checks/checks';
import { chinaGazetteer } from '../../lib/text/metadata/china';
import { proposeFacets } from '../../lib/text/metadata/facets';
import { outline } from '../../lib/text/outline/outline';
import type { TypicalFile } from './typical-files';

/** Processor time in ms of each stage that a document goes through, in this process: `checks` and `facets` are the preview's alone. */
export async function documentStages({ name, bytes }: TypicalFile): Promise<Record<string, number>> {
  const stages: Record<string, number> = {};
  const timed = async <T>(stage: string, work: () => T | Promise<T>): Promise<T> => {
    const before = process.cpuUsage();
    const result = await work();
    const { user, system } = process.cpuUsage(before);
    stages[stage] = (user + system) / 1_000;
    return result;
  };
  const document = await timed('read', () => readDocument({ bytes, fileName: name }));
  const found = await timed('outline', () => outline(document));
  await timed('bodies', () => {
    const body = new BodyCutter(document, found, (number) => placeholder(number, document.images[number]!));
    return found.cases.map((one) => articleFromCase(one, body, { text: document.text, lead: found.lead }));
  });
  await timed('checks', () => check(document.text));
  await timed('facets', () => found.cases.map((_, index) => proposeFacets(found, chinaGazetteer(), index)));
  const pictures = new Set(document.images.flatMap((image) => image.bytes ?? []));
  await timed('pictures', async () => {
    for (const picture of pictures) await encodePicture(picture).catch(() => null);
  });
  return stages;
}
