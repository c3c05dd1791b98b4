import { createHash } from 'node:crypto';
import { readdirSync } from 'node:fs';
import path from 'node:path';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Imported, Preview } from '../../lib/importing/import';
import { LIMITS } from '../../lib/platform/limits';
import { readArticle } from '../support/articles';
import { data, findings, problem, type Problem } from '../support/answers';
import { attached, message, multipart, text } from '../unit/importing/formats/mail/make-message';
import { wxr } from '../unit/importing/formats/site-export/make-exports';
import { as } from '../support/client';
import { sql, sqlRow, storesNothing } from '../support/database';
import { caseDocx, caseText, importing, preview, zip } from '../support/documents';
import { eventually } from '../support/eventually';
import { fileForm } from '../support/file-form';
import { createCast, createUser, signIn, unique, type Cast, type Person } from '../support/people';
import { picture } from '../support/pictures';
import { openRaw, type RawConnection } from '../support/raw';
import { site } from '../support/site';

let cast: Cast;
beforeAll(async () => {
  cast = await createCast();
});

/** Every file of the media store, and what waits to go into it. */
function mediaFiles(): string[] {
  try {
    return readdirSync(path.join(site.dataDir, 'media'), { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile()).map(({ name }) => name).sort();
  } catch {
    return [];
  }
}

/** Does `work`, after which rows and files are as before. */
async function leavesNothing<T>(work: () => Promise<T>): Promise<T> {
  const before = mediaFiles();
  const result = await storesNothing(work);
  expect(mediaFiles()).toEqual(before);
  return result;
}

type Image = { type: string; attrs: { asset: string; alt: string; width: number } };
const imagesOf = async (person: Person, { articles }: Imported) => (await readArticle(person, articles[0]!.id)).sections.flatMap(({ body }) => body.content.filter(({ type }) => type === 'image')) as unknown as Image[];
const docx = { fileName: 'a.docx' };

describe('the pictures of an import come with its articles or not at all', () => {
  test.each([
    ['a category that is not there', { category: 'no-such-category' }, ['/category unknown_category']],
    ['a region that is not there', { facets: [{ case: 0, regionCode: '999999' }] }, ['/regionCode unknown_region']],
    ['no case at all', { without: [0] }, ['/without nothing_chosen']],
    ['a plan that does not fit', { plan: { cuts: [100_000], edits: [], repairs: [] } }, ['/plan/cuts/0 plan_mismatch']],
    ['a plan for another text', { hash: 'a'.repeat(64) }, ['/hash plan_mismatch']],
  ])('refused for %s', async (_what, options, expected) => {
    const bytes = await caseDocx();
    expect(await leavesNothing(async () => findings(await importing(cast.owner, bytes, { ...docx, options })))).toEqual(expected);
  });

  test('refused for who may not write', async () => {
    const bytes = await caseDocx();
    await leavesNothing(async () => problem(await importing(cast.reader, bytes, docx), 403));
  });

  test('failed in the database, after they were encoded', async () => {
    const title = unique('不收');
    await sql(`CREATE FUNCTION refuse_title() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN IF NEW.title = '${title}' THEN RAISE EXCEPTION 'no'; END IF; RETURN NEW; END $$`);
    await sql('CREATE TRIGGER refuse_title BEFORE INSERT ON "Article" FOR EACH ROW EXECUTE FUNCTION refuse_title()');
    const bytes = await caseDocx();
    try {
      await leavesNothing(async () => problem(await importing(cast.owner, bytes, { ...docx, options: { title } }), 500));
    } finally {
      await sql('DROP FUNCTION refuse_title CASCADE');
    }
    expect(await imagesOf(cast.owner, data<Imported>(await importing(cast.owner, bytes, docx), 201))).toHaveLength(1);
  });

  test('made: rows and files, of a picture that two documents show too; the same document again adds none', async () => {
    const before = new Set(mediaFiles());
    const shown = await picture(600, 300);
    const page = (word: string) => zip({ 'a.html': `<h1>${word}</h1><h2>一、背景</h2><p>${caseText(word)}</p><p><img src="p.png"></p><p><img src="p.png"></p>`, 'p.png': shown });
    const imports: Imported[] = [];
    for (const word of [unique('甲'), unique('乙')]) {
      const { results } = data<{ results: { imported: Imported }[] }>(await importing(cast.owner, page(word), { fileName: 'a.zip' }));
      imports.push(results[0]!.imported);
    }
    const assets = (await Promise.all(imports.map((made) => imagesOf(cast.owner, made)))).flat().map(({ attrs }) => attrs.asset);
    expect([assets.length, new Set(assets).size]).toEqual([4, 1]);
    const [asset] = assets;
    expect(mediaFiles().filter((name) => !before.has(name))).toEqual([`${asset}-480.webp`, `${asset}-600.webp`]);
    expect(await sql('SELECT "sourceHash" FROM "Asset" WHERE hash = $1', [asset])).toEqual([{ sourceHash: createHash('sha256').update(shown).digest('hex') }]);
    expect(await sql('SELECT 1 FROM "AssetOwner" WHERE "assetHash" = $1', [asset])).toHaveLength(1);
    expect((await as(cast.owner).get(`/api/media/${asset}-600.webp`)).status).toBe(200);
    const bytes = await caseDocx();
    data<Imported>(await importing(cast.owner, bytes, docx), 201);
    expect(await leavesNothing(async () => data<Imported>(await importing(cast.owner, bytes, docx)))).toMatchObject({ duplicate: true });
  });
});

interface Line {
  file: string;
  status: number;
  problem?: Problem;
  imported?: Imported;
}
const linesOf = async (person: Person, files: Record<string, string | Uint8Array>) => data<{ results: Line[] }>(await importing(person, zip(files), { fileName: 'a.zip' })).results;

describe('pictures that lie beside a page in an archive', () => {
  test('become pictures of its case; what is not there, or is no picture, is told', async () => {
    const word = unique('堰');
    const [well, canal, logo] = await Promise.all([picture(300, 200), picture(320, 200), picture(340, 200)]);
    const lines = await linesOf(cast.owner, {
      'a/页.html': `<!doctype html><h1>${word}</h1><h2>一、背景</h2><p>缺水。</p><p><img src="%E9%A1%B5.files/image001.png" alt="井"></p><p><img src="../logo.png" alt="标"></p><h2>二、做法</h2><p>打井。</p><p><img src="无.png" alt="无"></p><p><img src="../../logo.png" alt="外"></p><p><img src="坏.png" alt="坏"></p>`,
      'a/页.files/image001.png': well,
      'a/坏.png': 'no picture',
      'logo.png': logo,
      'b/文.md': `# ${word}渠\n\n## 一、背景\n\n渠旧。\n\n![渠](./images/c%20d.png)\n\n![没有](c%20d.png)\n`,
      'b/images/c d.png': canal,
    });
    expect(lines.map(({ file, status }) => `${file} ${status}`)).toEqual(['a/页.html 201', 'b/文.md 201']);
    const [page, markdown] = lines.map(({ imported }) => imported!);
    expect((await imagesOf(cast.owner, page!)).map(({ attrs }) => [attrs.alt, attrs.width])).toEqual([['井', 300], ['标', 340]]);
    expect(page!.losses.map(({ code, count, texts }) => ({ code, count, texts }))).toEqual([
      { code: 'linked_image', count: 2, texts: ['无.png', '../../logo.png'] },
      { code: 'image_refused', count: 1, texts: ['坏'] },
    ]);
    expect((await imagesOf(cast.owner, markdown!)).map(({ attrs }) => [attrs.alt, attrs.width])).toEqual([['渠', 320]]);
    expect(markdown!.losses).toMatchObject([{ code: 'linked_image', count: 1, texts: ['c%20d.png'] }]);
  });
});

test('pictures of a page that shows more than may be, good ones and bad ones, are told by number', async () => {
  const most = LIMITS.import.pictures;
  const images = (name: string, count: number) => `<p><img src="${name}" alt="${name}"></p>`.repeat(count);
  const [line] = await linesOf(cast.owner, {
    'a.html': `<h1>${unique('堰')}</h1><h2>一、背景</h2><p>缺水。</p>${images('bad.png', 100)}${images('good.png', most + 5)}`,
    'bad.png': 'no picture',
    'good.png': await picture(120, 80),
  });
  expect(await imagesOf(cast.owner, line!.imported!)).toHaveLength(most);
  expect(line!.imported!.losses).toMatchObject([{ code: 'image_refused', count: 105, texts: Array.from({ length: 50 }, () => 'bad.png') }]);
});

describe('pictures that come in one form with their page', () => {
  const page = (word: string) => `<h1>${word}</h1><h2>一、背景</h2><p>缺水。</p><p><img src="%E9%A1%B5.files/1.png" alt="井"><img src="2.png" alt="无"></p>`;
  const post = async (path: string, form: Parameters<typeof fileForm>) => {
    const { body, type } = await fileForm(...form);
    return as(cast.owner).post(path, body, { 'content-type': type });
  };

  test('are named to its preview, which tells those that it shows, and become pictures of its case', async () => {
    const word = unique('堰');
    const beside = ['案/页.files/1.png', '案/别.png', '2.png'];
    const found = data<Preview>(await post('/api/import/preview', [page(word), '案/页.html', { beside }]));
    expect(found).toMatchObject({ fileName: '页.html', pictures: ['案/页.files/1.png'], losses: [{ code: 'linked_image', count: 1, texts: ['2.png'] }] });
    const made = data<Imported>(await post('/api/import', [page(word), '案/页.html', { hash: found.hash }, { '案/页.files/1.png': await picture(300, 200), '案/别.png': await picture(300, 200) }]), 201);
    expect((await imagesOf(cast.owner, made)).map(({ attrs }) => [attrs.alt, attrs.width])).toEqual([['井', 300]]);
    expect(made.losses).toEqual(found.losses);
  });

  test('and the tables and pictures that a Word file has itself are shown by its preview, which stores nothing', async () => {
    const bytes = await caseDocx();
    const found = data<Preview>(await leavesNothing(() => preview(cast.owner, bytes, 'a.docx')));
    expect(found.tables.map(({ rows }) => rows.map((row) => row.length))).toEqual([[2, 2]]);
    expect(found.images).toMatchObject([{ alt: '村口的新井', sketch: { url: expect.stringMatching(/^data:image\/webp;base64,/) as string, width: 240, height: 160 } }]);
    expect(JSON.stringify(found.images)).not.toContain('bytes');
    expect(found.losses).toEqual([]);
  });

  test('are as many and as large as may be', async () => {
    const many = Object.fromEntries(Array.from({ length: LIMITS.import.pictures + 3 }, (_, at) => [`${at}.png`, new Uint8Array(1)]));
    expect(problem(await leavesNothing(() => post('/api/import', [caseText(), 'a.txt', {}, many])), 400).code).toBe('malformed');
    const large = { 'a.png': new Uint8Array(LIMITS.import.bytes / 2), 'b.png': new Uint8Array(LIMITS.import.bytes / 2) };
    expect(problem(await leavesNothing(() => post('/api/import', [caseText(), 'a.txt', {}, large])), 413).code).toBe('too_large');
    expect(problem(await leavesNothing(() => post('/api/import/preview', [caseText(), 'a.txt', {}, { 'a.png': new Uint8Array(1), 'b.png': new Uint8Array(1), 'c.png': new Uint8Array(1) }])), 400).code).toBe('malformed');
    expect(findings(await post('/api/import/preview', [caseText(), 'a.txt', { beside: ['a'.repeat(LIMITS.import.path + 1)] }]))).toEqual(['/beside/0 too_big']);
  });
});

/** What an account has used up of its imports. */
async function used({ id }: Person): Promise<number> {
  const key = `import:${createHash('sha256').update(id).digest('base64url')}`;
  return (await sqlRow<{ points: number }>('SELECT points FROM "RateLimit" WHERE key = $1', [key])).points;
}

describe('an archive costs as much as its documents', () => {
  const three = () => ({ 'a.txt': caseText(), 'b.txt': caseText(), 'c.zip': 'PK', 'd.png': 'no document' });

  test('each takes one of the account\'s imports', async () => {
    const person = await createUser('EDITOR');
    data<Imported>(await importing(person, caseText()), 201);
    expect(await used(person)).toBe(1);
    expect(await linesOf(person, three())).toHaveLength(3);
    expect(await used(person)).toBe(4);
  });

  test('with more documents than the account has left it is refused before one is made, and told when to come back', async () => {
    const person = await createUser('EDITOR');
    data<Imported>(await importing(person, caseText()), 201);
    await sql('UPDATE "RateLimit" SET points = $1 WHERE key = $2', [LIMITS.archive.entries - 2, `import:${createHash('sha256').update(person.id).digest('base64url')}`]);
    const answer = await leavesNothing(() => importing(person, zip(three()), { fileName: 'a.zip' }));
    expect(problem(answer, 429).code).toBe('too_many_requests');
    expect(Number(answer.headers['retry-after'])).toBeGreaterThan(0);
    expect(await used(person)).toBe(LIMITS.archive.entries - 1);
    data<Imported>(await importing(person, caseText()), 201);
    problem(await importing(person, caseText()), 429);
  });
});

describe('a file that holds several documents', () => {
  const wordPress = (...titles: string[]) => wxr([...titles.map((title, id) => ({ title, id, content: `<h2>一、背景</h2><p>${caseText(title)}</p>` })), { title: '关于', type: 'page' }, { type: 'attachment', status: 'inherit' }]);

  test('of WordPress becomes a draft of each article, once, and tells what is left out; each takes one of the account\'s imports', async () => {
    const person = await createUser('EDITOR');
    const titles = [unique('渠'), unique('桥'), unique('井')];
    const bytes = wordPress(...titles);
    const { results } = data<{ results: Line[] }>(await importing(person, bytes, { fileName: 'site.xml' }));
    expect(results.map(({ status, imported, problem: left }) => [status, imported?.articles[0]?.title ?? left?.reason])).toEqual([...titles.map((title) => [201, title]), [422, 'site_page']]);
    expect(await used(person)).toBe(4);
    const again = await storesNothing(async () => data<{ results: Line[] }>(await importing(person, bytes, { fileName: 'site.xml' })));
    expect(again.results.map(({ status, imported }) => [status, imported?.duplicate])).toEqual([[200, true], [200, true], [200, true], [422, undefined]]);
    const { articles } = results[0]!.imported!;
    expect((await readArticle(person, articles[0]!.id)).sections.map(({ heading }) => heading)).toContain('背景');
  });

  test('is listed for whoever looks at each, and refused as one document; one document is not listed', async () => {
    const contents = async (bytes: Uint8Array | string, fileName: string) => {
      const { body, type } = await fileForm(bytes, fileName);
      return as(cast.owner).post('/api/import/contents', body, { 'content-type': type });
    };
    const bytes = wordPress(unique('渠'), unique('桥'));
    const listed = await leavesNothing(async () => data<{ name: string; base64?: string; problem?: Problem }[]>(await contents(bytes, 'site.xml')));
    expect(listed.map(({ base64, problem: left }) => [left?.reason, base64 !== undefined])).toEqual([[undefined, true], [undefined, true], ['site_page', false]]);
    const found = data<Preview>(await preview(cast.owner, Buffer.from(listed[0]!.base64!, 'base64'), listed[0]!.name));
    expect(`${found.outline.title}.html`).toBe(listed[0]!.name);
    expect(problem(await preview(cast.owner, bytes, 'site.xml'), 422).reason).toBe('several_documents');
    expect([await contents(caseText(), 'a.txt'), await contents(zip({ 'a.txt': 'a' }), 'a.zip')].map((answer) => data<unknown>(answer))).toEqual([null, null]);
    expect(problem(await contents(wxr([], '<!DOCTYPE rss [<!ENTITY a "b">]>'), 'a.xml'), 422).reason).toBe('xml_doctype');
  });

  test('a mail is its text for who has looked at that, and what is attached for who has not', async () => {
    const word = unique('渠');
    const { headers, body } = multipart('mixed', [text(caseText(word)), attached(`${word}.docx`, await caseDocx())]);
    const bytes = message({ To: 'a@b.cn', Subject: word, ...headers }, body as string);
    const { hash, losses } = data<Preview>(await preview(cast.owner, bytes, 'a.eml'));
    expect(losses).toMatchObject([{ code: 'attachment', texts: [`${word}.docx`] }]);
    data<Imported>(await importing(cast.owner, bytes, { fileName: 'a.eml', options: { hash } }), 201);
    const { results } = data<{ results: Line[] }>(await importing(cast.owner, bytes, { fileName: 'a.eml' }));
    expect(results.map(({ file, status }) => [file, status])).toEqual([[`${word}.eml`, 200], [`${word}.docx`, 201]]);
  });
});

/** The head of a request with a form of this many bytes, as a client sends it that then takes its time, and the form. */
async function request(person: Person, bytes: number, type: string): Promise<string> {
  const { host } = new URL(site.origin);
  return `POST /api/import HTTP/1.1\r\nHost: ${host}\r\nCookie: ${await signIn(person)}\r\nContent-Type: ${type}\r\nContent-Length: ${bytes}\r\n\r\n`;
}

const made = async ({ id }: Person) => (await sqlRow<{ count: number }>('SELECT count(*)::int AS count FROM "Import" WHERE "ownerId" = $1', [id])).count;

test('an archive whose client has left is not imported to its end', async () => {
  const person = await createUser('EDITOR');
  const COUNT = 60;
  const { body, type } = await fileForm(zip(Object.fromEntries(Array.from({ length: COUNT }, (_, at) => [`${at}.txt`, caseText()]))), 'a.zip');
  const connection = openRaw(site.origin);
  connection.write(await request(person, body.length, type));
  connection.write(body);
  await eventually(() => made(person), (count) => count > 0);
  connection.close();
  // The thread that reads takes turns: while others have so many documents read, the rest of the archive would have had its own.
  const other = await createUser('EDITOR');
  for (let at = 0; at < 3 * COUNT; at += 1) data(await preview(other, caseText()));
  expect(await made(person)).toBeLessThan(COUNT);
});

test('of large documents more than may wait are sent away at once, with when to come back; small ones go on', async () => {
  const waiting = 1 + LIMITS.uploads.waiting;
  const head = await request(cast.owner, 8 * 1024 * 1024, 'multipart/form-data; boundary=edge');
  const connections: RawConnection[] = Array.from({ length: waiting + 3 }, () => openRaw(site.origin));
  const refused: RawConnection[] = [];
  try {
    for (const connection of connections) {
      connection.write(`${head}--edge\r\n`);
      void connection.status().then(() => refused.push(connection), () => undefined);
    }
    await eventually(async () => refused.length, (count) => count >= 3);
    expect(refused).toHaveLength(3);
    expect(await refused[0]!.status()).toBe(503);
    await refused[0]!.received(/retry-after: \d+\r\n[^]*"code":"busy"/i);
    data<Imported>(await importing(cast.owner, caseText()), 201);
  } finally {
    for (const connection of connections) connection.close();
  }
  // Who has left has left the queue too.
  const { body, type } = await fileForm(Buffer.alloc(5 * 1024 * 1024, 'a'), 'a.docx');
  expect(problem(await as(cast.owner).post('/api/import', body, { 'content-type': type }), 422).reason).toBe('damaged');
});
