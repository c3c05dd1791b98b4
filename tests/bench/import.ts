import { caseDocx } from '../support/case-docx';
import { caseText, collectedText } from '../support/case-texts';
import { fileForm } from '../support/file-form';
import { percentiles, type Figure } from './figures';
import { Client, dataOf, signIn } from './http';
import type { Site } from './site';

/** Documents that are imported, of five sorts in turn. */
const DOCUMENTS = 200;
/** Imports at once: as many as an editor's page and a colleague's. */
const AT_ONCE = 2;
/** Paragraphs of its own that each document has: some 3,000 characters. */
const PARAGRAPHS = 30;

interface File {
  name: string;
  bytes: string | Uint8Array;
}

const SENTENCE = '镇里把年初定下的事项逐条写在墙上，谁牵头、哪天办完、差在哪一步，来办事的人一抬眼就看得到。';

function lengthened(text: string, word: string): string {
  const paragraphs = Array.from({ length: PARAGRAPHS }, (_, at) => `${word}第${at + 1}件：${SENTENCE}${SENTENCE}`).join('\n');
  return text.replace('三、成效', `${paragraphs}\n三、成效`);
}

/** Text, Markdown, a web page, a Word file with a picture and a table, a collected page of three cases. */
async function document(serial: number): Promise<File> {
  const word = `第${serial}号`;
  const text = lengthened(caseText(word), word);
  const lines = text.split('\n');
  const isHeading = (line: string) => /^[一二三]、/.test(line);
  switch (serial % 5) {
    case 0:
      return { name: `${word}.txt`, bytes: text };
    case 1:
      return { name: `${word}.md`, bytes: lines.map((line, at) => (at === 0 ? `# ${line}` : isHeading(line) ? `## ${line}` : line)).join('\n\n') };
    case 2:
      return { name: `${word}.html`, bytes: `<!doctype html><title>${word}</title>${lines.map((line, at) => (at === 0 ? `<h1>${line}</h1>` : isHeading(line) ? `<h2>${line}</h2>` : `<p>${line}</p>`)).join('')}` };
    case 3:
      return { name: `${word}.docx`, bytes: await caseDocx(word) };
    default:
      return { name: `${word}汇编.txt`, bytes: lengthened(collectedText(word), word) };
  }
}

/** How fast documents become drafts, from the bytes to the answer, and how long somebody else waits for a page of the API. */
export async function measureImport(site: Site, password: string): Promise<Figure[]> {
  const client = new Client(site.address);
  try {
    const cookie = await signIn(client, 'editor@anli.example', password);
    const files = await Promise.all(Array.from({ length: DOCUMENTS + 5 }, (_, serial) => document(serial)));
    const imported = async ({ name, bytes }: File) => {
      const { body, type } = await fileForm(bytes, name);
      const answer = await client.call('/api/import', { method: 'POST', headers: { cookie, 'content-type': type }, body });
      dataOf(answer);
      if (answer.status !== 201) throw new Error(`${name} was imported before`);
      return answer.took;
    };
    // The thread that reads is started by the first.
    for (const file of files.slice(DOCUMENTS)) await imported(file);

    const took: number[] = [];
    const waited: number[] = [];
    const queue = files.slice(0, DOCUMENTS);
    const began = performance.now();
    const work = async () => {
      for (let file = queue.shift(); file; file = queue.shift()) took.push(await imported(file));
    };
    let busy = true;
    const other = (async () => {
      while (busy) waited.push((await client.call('/api/articles?limit=1', { headers: { cookie } })).took);
    })();
    await Promise.all(Array.from({ length: AT_ONCE }, work));
    const seconds = (performance.now() - began) / 1000;
    busy = false;
    await other;

    const part = `import of ${DOCUMENTS} mixed documents, ${AT_ONCE} at once`;
    const figure = (name: string, unit: string, value: number): Figure => ({ part, name, unit, site: value, bare: null });
    return [
      figure('all of them', 's', seconds),
      figure('documents', '1/s', DOCUMENTS / seconds),
      figure('a document, p50', 'ms', percentiles(took).p50),
      figure('a document, p99', 'ms', percentiles(took).p99),
      figure('another request meanwhile, p50', 'ms', percentiles(waited).p50),
      figure('another request meanwhile, p99', 'ms', percentiles(waited).p99),
    ];
  } finally {
    client.close();
  }
}
