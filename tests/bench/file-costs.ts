import { documentStages } from './document-stages';
import { percentiles } from './figures';
import { fileForm } from '../support/file-form';
import { Client, signIn } from './http';
import { processorTime } from './processor-time';
import type { Site } from './site';
import { filesOf, typicalFiles, type TypicalFile } from './typical-files';

/** Milliseconds of one file: its answer, the processor time of the site for it, and its stages. */
interface Cost {
  format: string;
  size: number;
  wall: number;
  processor: number;
  stages: Record<string, number>;
}

const FORMATS: [string, RegExp][] = [['DOCX with pictures', /pictures\.docx$/], ['DOCX', /\.docx$/], ['HTML', /\.x?html?$/], ['Markdown', /\.(?:md|markdown)$/], ['text', /\.txt$/]];
const SMALL = 2 * 1024 * 1024;

/** What a file costs on its way in, one after the other: through the API, and its stages in this process. @param folder of files of one's own */
export async function reportFileCosts(site: Site, password: string, folder: string | undefined, tell: (line: string) => void): Promise<string> {
  const files = folder === undefined ? await typicalFiles() : filesOf(folder);
  const client = new Client(site.address);
  const costs: Cost[] = [];
  let refused = 0;
  try {
    const cookie = await signIn(client, 'editor@anli.example', password);
    const post = async ({ name, bytes }: TypicalFile) => {
      const { body, type } = await fileForm(bytes, name);
      return client.call('/api/import', { method: 'POST', headers: { cookie, 'content-type': type }, body });
    };
    const first = await post({ name: 'first.txt', bytes: Buffer.from('第一件事\n一、背景\n从前没有路。') });
    tell(`the first file, which starts the thread that reads: ${first.took.toFixed(0)} ms`);
    for (const file of files) {
      const before = processorTime(site.pid);
      const { status, took } = await post(file);
      const processor = (processorTime(site.pid) - before) / 1_000;
      if (status !== 201) refused += 1;
      else costs.push({ format: FORMATS.find(([, name]) => name.test(file.name))?.[0] ?? 'other', size: file.bytes.length, wall: took, processor, stages: await documentStages(file) });
    }
  } finally {
    client.close();
  }
  return report(costs, refused);
}

const HEAD = ['files', 'p50', 'p95', 'worst', 'processor'];

function report(costs: readonly Cost[], refused: number): string {
  const stages = [...new Set(costs.flatMap((one) => Object.keys(one.stages)))];
  const formats = [...FORMATS.map(([name]) => name), 'other'].map((name): [string, Cost[]] => [name, costs.filter(({ format }) => format === name)]);
  const rows = [...formats, ['under 2 MB', costs.filter(({ size }) => size < SMALL)] as [string, Cost[]], ['all', [...costs]] as [string, Cost[]]].filter(([, some]) => some.length > 0);
  const lines = rows.map(([name, some]) => line(name, figures(some, stages)));
  return `\nWhat a file costs, in ms: until it is answered, the site's processor time (mean), and of that (means, measured apart)\n${line('', [...HEAD, ...stages])}\n${lines.join('\n')}\n${refused} refused; ${(costs.reduce((sum, { wall }) => sum + wall, 0) / 1_000).toFixed(1)} s for all\n`;
}

function figures(costs: readonly Cost[], stages: readonly string[]): string[] {
  const walls = costs.map(({ wall }) => wall).sort((a, b) => a - b);
  const mean = (of: (cost: Cost) => number) => (costs.reduce((sum, cost) => sum + of(cost), 0) / costs.length).toFixed(0);
  const p95 = walls[Math.ceil(walls.length * 0.95) - 1] ?? Number.NaN;
  return [String(costs.length), percentiles(walls).p50.toFixed(0), p95.toFixed(0), (walls.at(-1) ?? Number.NaN).toFixed(0), mean(({ processor }) => processor), ...stages.map((stage) => mean((cost) => cost.stages[stage] ?? 0))];
}

const line = (name: string, cells: readonly string[]) => name.padEnd(20) + cells.map((cell) => cell.padStart(10)).join('');
