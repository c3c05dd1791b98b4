import { readFileSync } from 'node:fs';
import { beforeAll, describe, expect, test } from 'vitest';
import type { Imported, Preview } from '../../lib/importing/import';
import type { Plan } from '../../lib/importing/plan/plan';
import { LIMITS } from '../../lib/platform/limits';
import { makeCategory, readArticle } from '../support/articles';
import { data, findings, problem, type Problem } from '../support/answers';
import { as, visitor } from '../support/client';
import { sql, storesNothing } from '../support/database';
import { caseDocx, caseText, collectedText, importing, preview, zip } from '../support/documents';
import { fileForm } from '../support/file-form';
import { picture } from '../support/pictures';
import { odt, rtf, rtfText } from '../unit/importing/formats/office/office-files';
import { createCast, createUser, type Cast } from '../support/people';

let cast: Cast;
beforeAll(async () => {
  cast = await createCast();
});

const kindsOf = async (id: string) => (await readArticle(cast.owner, id)).sections.map(({ kind, number, heading }) => `${kind} ${number} ${heading}`);
/** As long as those of browsers; a shorter one is read by nobody. */
const EDGE = 'edge'.repeat(8);
const plan = (given: Partial<Plan>): Plan => ({ cuts: [], edits: [], repairs: [], ...given });

describe('a preview', () => {
  test('tells text, outline, findings, losses and facets, and stores nothing', async () => {
    const text = caseText();
    const found = await storesNothing(async () => data<Preview>(await preview(cast.owner, text, '../../某村/记.txt')));
    expect(found).toMatchObject({ fileName: '记.txt', format: 'text', text, duplicate: null, hash: expect.stringMatching(/^[0-9a-f]{64}$/) as string });
    expect(found.outline.cases[0]!.sections.map(({ kind, heading }) => `${kind} ${heading}`)).toEqual(['BACKGROUND 背景', 'PRACTICE 主要做法', 'OUTCOME 成效']);
    expect(found.outline.at.stripped.map(({ from, to }) => text.slice(from, to))).toEqual(['加入收藏 打印本页']);
    const comma = text.indexOf(',');
    expect(found.findings.items).toContainEqual(expect.objectContaining({ rule: 'half-width-mark', from: comma, to: comma + 1, suggestion: '，' }));
    expect(found.proposals).toHaveLength(1);
  });

  test('reads DOCX, HTML and what is GB18030, each by its content', async () => {
    const word = data<Preview>(await preview(cast.owner, await caseDocx(), 'a.docx'));
    expect([word.format, word.outline.cases[0]!.sections.length, word.marks.some(({ heading }) => heading === 1)]).toEqual(['docx', 3, true]);
    expect(data<Preview>(await preview(cast.owner, '<h1>记</h1><h2>背景</h2><p>缺水。</p><h2>做法</h2><p>打井。</p>', 'paste.html')).format).toBe('html');
    // 背景
    expect(data<Preview>(await preview(cast.owner, Buffer.from([0xb1, 0xb3, 0xbe, 0xb0, 0x0a, 0xb1, 0xb3, 0xbe, 0xb0]), 'a.txt')).text).toBe('背景\n背景');
  });

  test('reads what other office programs wrote', async () => {
    const body = '<text:h text:outline-level="1">背景</text:h><text:p>缺水。</text:p><text:h text:outline-level="1">做法</text:h><text:p>打井。</text:p>';
    const beside = { 'a.odt': odt({ body }), 'a.doc': Buffer.from(rtf(`\\pard\\outlinelevel0 ${rtfText('背景')}\\par\\pard ${rtfText('缺水。')}\\par`)) };
    const read = await Promise.all(Object.entries(beside).map(async ([name, bytes]) => data<Preview>(await preview(cast.owner, bytes, name))));
    expect(read.map(({ format, text, marks }) => [format, text, marks[0]?.heading])).toEqual([['odt', '背景\n缺水。\n做法\n打井。', 1], ['rtf', '背景\n缺水。', 1]]);
  });

  test('tells what an earlier import of the same text has made, to its owner only', async () => {
    const text = caseText();
    const made = data<Imported>(await importing(cast.owner, text), 201);
    expect(data<Preview>(await preview(cast.owner, `\ufeff${text.replaceAll('\n', '\r\n')}`)).duplicate).toMatchObject({ importId: made.importId, articles: [{ id: made.articles[0]!.id }] });
    expect(data<Preview>(await preview(cast.otherEditor, text)).duplicate).toBeNull();
  });
});

describe('an import', () => {
  test('of a DOC makes its sections, with list, table and picture', async () => {
    const made = data<Imported>(await importing(cast.owner, readFileSync('tests/unit/importing/formats/office/water.doc'), { fileName: '水站.doc' }), 201);
    const { title, sections } = await readArticle(cast.owner, made.articles[0]!.id);
    expect([title, sections.map(({ heading }) => heading)]).toEqual(['青石镇水站', ['背景', '做法', '成效']]);
    expect((sections[1]!.body.content as { type: string }[]).map(({ type }) => type)).toEqual(['paragraph', 'orderedList', 'image', 'table']);
    expect(made.losses.map(({ code }) => code)).toEqual(['comment', 'deleted_text', 'page_furniture']);
  });

  test('makes a draft, and the same text again is what is there', async () => {
    const text = caseText();
    const category = await makeCategory();
    const made = data<Imported>(await importing(cast.owner, text, { options: { category } }), 201);
    expect(made).toMatchObject({ duplicate: false, collection: null, articles: [{ number: null, published: false, sections: 3 }], stripped: ['加入收藏 打印本页'] });
    expect((await readArticle(cast.owner, made.articles[0]!.id)).category?.slug).toBe(category);
    expect(await storesNothing(async () => data<Imported>(await importing(cast.owner, text)))).toMatchObject({ duplicate: true, importId: made.importId });
  });

  test('puts a picture of the document into the store and into its place', async () => {
    const made = data<Imported>(await importing(cast.owner, await caseDocx(), { fileName: 'a.docx' }), 201);
    const { sections } = await readArticle(cast.owner, made.articles[0]!.id);
    const blocks = sections[1]!.body.content;
    expect(blocks.map(({ type }) => type)).toEqual(['paragraph', 'table', 'image']);
    const { asset, alt } = (blocks[2] as { attrs: { asset: string; alt: string } }).attrs;
    expect(alt).toBe('村口的新井');
    expect(await sql('SELECT 1 FROM "AssetOwner" WHERE "assetHash" = $1 AND "userId" = $2', [asset, cast.owner.id])).toHaveLength(1);
  });

  test('does what a plan says: levels, kinds, cuts, lines dropped and rescued, repairs', async () => {
    const text = caseText();
    const at = (words: string) => text.indexOf(words);
    const { hash } = data<Preview>(await preview(cast.owner, text));
    const comma = at(',');
    const options = {
      hash,
      title: '改过的题目',
      plan: plan({
        cuts: [at('下游无水')],
        edits: [
          { at: at('去年'), as: 'heading', level: 1, kind: 'OTHER' },
          { at: at('（一）'), as: 'heading', level: 1 },
          { at: at('三、'), as: 'heading', level: 1, kind: 'INSIGHT' },
          { at: at('加入收藏'), as: 'text' },
          { at: at('按登记'), as: 'stripped' },
        ],
        repairs: [{ from: comma, to: comma + 1, text: '，' }],
      }),
      facets: [{ case: 0, year: 2021, organisation: '某村委会', regionCode: '320583', field: '治理' }],
    };
    const made = data<Imported>(await importing(cast.owner, text, { options }), 201);
    expect(made).toMatchObject({ stripped: ['按登记的次序轮流放水。'] });
    const id = made.articles[0]!.id;
    const article = await readArticle(cast.owner, id);
    expect(article).toMatchObject({ title: '改过的题目', year: 2021, organisation: '某村委会', region: { code: '320583' }, field: '治理', lead: expect.stringContaining('户人家，渠道') as string });
    expect(await kindsOf(id)).toEqual(['BACKGROUND 一 背景', 'OTHER  去年大旱', 'PRACTICE 二 主要做法', expect.stringMatching(/^\w+ （一） 先登记$/), 'INSIGHT 三 成效']);
    expect(JSON.stringify(article.sections.at(-1)!.body)).toContain('加入收藏 打印本页');
  });

  test('of a collected page leaves out the cases that are not wanted', async () => {
    const text = collectedText();
    const made = data<Imported>(await importing(cast.owner, text, { options: { without: [1] } }), 201);
    expect(made.articles.map(({ title }) => title.replace(/^.*?(路灯|车棚|花坛)$/, '$1'))).toEqual(['路灯', '花坛']);
    expect(made.collection).not.toBeNull();
    const alone = data<Imported>(await importing(cast.owner, collectedText(), { options: { without: [0, 2] } }), 201);
    expect([alone.articles.length, alone.collection]).toEqual([1, null]);
  });

  test('twice at once is made once', async () => {
    const text = caseText();
    const answers = await Promise.all([importing(cast.owner, text), importing(cast.owner, text), importing(cast.owner, text)]);
    expect(answers.map(({ status }) => status).sort()).toEqual([200, 200, 201]);
  });

  test('of an archive goes on after a bad document, and tells of each', async () => {
    const bytes = zip({ 'a/一.txt': caseText(), 'a/坏.docx': 'PK\x03\x04 no', 'b/二.docx': await caseDocx(), 'c.zip': 'PK', '__MACOSX/x': 'litter', 'd.png': 'picture', 'e.pdf': '%PDF-1.7\n%' });
    const { results } = data<{ results: { file: string; status: number; problem?: Problem; imported?: Imported }[] }>(await importing(cast.owner, bytes, { fileName: 'all.zip' }));
    expect(results.map(({ file, status, problem: wrong }) => `${file} ${status} ${wrong?.reason ?? ''}`.trim())).toEqual(['a/一.txt 201', 'a/坏.docx 422 damaged', 'b/二.docx 201', 'c.zip 422 archive_nested', 'e.pdf 422 pdf']);
    expect(results[0]!.imported!.articles).toHaveLength(1);
  });
});

describe('what is refused stores nothing', () => {
  const both = ['/api/import', '/api/import/preview'] as const;

  test.each(both)('%s: a visitor, a reader, another site, and what is no form', async (path) => {
    const { body, type } = await fileForm(caseText(), 'a.txt');
    const post = (client: ReturnType<typeof as>, headers: Record<string, string> = {}, bytes: unknown = body) => client.post(path, bytes, { 'content-type': type, ...headers });
    await storesNothing(async () => {
      expect(problem(await post(visitor), 401).code).toBe('unauthenticated');
      expect(problem(await post(as(cast.reader)), 403).code).toBe('forbidden');
      expect(problem(await post(as(cast.owner), { origin: 'https://evil.example' }), 403).code).toBe('cross_origin');
      for (const other of ['application/json', 'text/plain', 'multipart/form-data', 'multipart/form-data; boundary=', 'application/octet-stream']) {
        expect(problem(await post(as(cast.owner), { 'content-type': other }), 415).code, other).toBe('unsupported_media_type');
      }
      expect(problem(await post(as(cast.owner), { 'content-type': 'multipart/form-data; boundary=other' }), 400).code).toBe('malformed');
      expect(problem(await post(as(cast.owner), {}, body.subarray(0, body.length - 20)), 400).code).toBe('malformed');
      const many = Buffer.concat(Array.from({ length: 1_000 }, () => Buffer.from(`--${EDGE}\r\nContent-Disposition: form-data; name="a"\r\n\r\n\r\n`)));
      expect(problem(await post(as(cast.owner), { 'content-type': `multipart/form-data; boundary=${EDGE}` }, many), 400).code).toBe('malformed');
      const noFile = Buffer.from(`--${EDGE}\r\nContent-Disposition: form-data; name="file"\r\n\r\ntext\r\n--${EDGE}--\r\n`);
      expect(findings(await post(as(cast.owner), { 'content-type': `multipart/form-data; boundary=${EDGE}` }, noFile))).toEqual(['/file file_missing']);
    });
  });

  test.each(both)('%s: 30 MB, and one byte more than the limit', async (path) => {
    const sendTo = path === '/api/import' ? (bytes: Buffer) => importing(cast.owner, bytes) : (bytes: Buffer) => preview(cast.owner, bytes);
    await storesNothing(async () => {
      for (const size of [30 * 1024 * 1024, LIMITS.import.bytes + 1]) expect(problem(await sendTo(Buffer.alloc(size, 'a')), 413).code).toBe('too_large');
    });
  });

  const bombEntry = Buffer.alloc(LIMITS.archive.entry / 8);
  test.each([
    ['a DOCX that is no ZIP', 'a.docx', () => Buffer.from('just words'), 'damaged'],
    ['a ZIP that is cut short', 'a.zip', () => zip({ 'a.txt': caseText() }).subarray(0, 60), 'damaged'],
    ['path traversal', 'a.zip', () => zip({ '../../etc/cron.d/x': 'x' }), 'archive_names'],
    ['more entries than the limit', 'a.zip', () => zip(Object.fromEntries(Array.from({ length: LIMITS.archive.entries + 1 }, (_, at) => [`${at}.txt`, '']))), 'archive_entries'],
    ['a bomb', 'a.zip', () => zip({ 'a.txt': bombEntry }), 'archive_size'],
    ['a picture', 'a.png', () => picture(80, 60), 'picture'],
    ['nothing but spaces', 'a.txt', () => Buffer.from(' \n\u3000\n'), 'empty'],
    ['XML entities in a DOCX', 'a.docx', () => docxWith('<!DOCTYPE w [<!ENTITY a "aaaa">]><w:document xmlns:w="http://schemas.openxmlformats.org/wordprocessingml/2006/main"><w:body><w:p><w:r><w:t>&a;</w:t></w:r></w:p></w:body></w:document>'), 'xml_doctype'],
  ])('%s', async (_what, fileName, make, reason) => {
    const bytes = await make();
    await storesNothing(async () => {
      const answers = [await importing(cast.owner, bytes, { fileName }), ...(fileName.endsWith('.zip') ? [] : [await preview(cast.owner, bytes, fileName)])];
      for (const answer of answers) expect(problem(answer, 422)).toMatchObject({ code: 'unreadable_document', reason, detail: expect.stringMatching(/./) as string });
    });
  });

  test('an archive for a preview: it looks at one document', async () => {
    expect(problem(await preview(cast.owner, zip({ 'a.txt': 'a' }), 'a.zip'), 422)).toMatchObject({ reason: 'archive' });
  });

  const options = (given: unknown) => importing(cast.owner, caseText('柳湾'), { options: given });
  test.each([
    ['edits and cuts that name no row', { plan: plan({ edits: [{ at: 1, as: 'text' }], cuts: [100_000] }) }, ['/plan/cuts/0 plan_mismatch', '/plan/edits/0/at plan_mismatch']],
    ['two edits of one row', { plan: plan({ edits: [{ at: 0, as: 'text' }, { at: 0, as: 'stripped' }] }) }, ['/plan/edits/1/at plan_overlap']],
    ['repairs outside and on one another', { plan: plan({ repairs: [{ from: 1, to: 3, text: '' }, { from: 2, to: 4, text: '' }, { from: 5, to: 99_999, text: '' }] }) }, ['/plan/repairs/1 plan_overlap', '/plan/repairs/2 plan_mismatch']],
    ['a plan for another text', { hash: 'a'.repeat(64) }, ['/hash plan_mismatch']],
    ['no case at all', { without: [0] }, ['/without nothing_chosen']],
    ['a case that is not there', { without: [7], facets: [{ case: 9 }] }, ['/without/0 unknown_case', '/facets/0/case unknown_case']],
    ['a category that is not there', { category: 'no-such-category' }, ['/category unknown_category']],
    ['a region that is not there', { facets: [{ case: 0, regionCode: '999999' }] }, ['/regionCode unknown_region']],
    ['NUL and half characters', { title: 'a\0\ud83d', facets: [{ case: 0, organisation: '\ud800' }], plan: plan({ repairs: [{ from: 0, to: 1, text: '\udfff' }] }) }, ['/plan/repairs/0/text unstorable_text', '/title unstorable_text', '/facets/0/organisation unstorable_text']],
    ['what nobody knows', { other: 1 }, ['/other unrecognized_key']],
    ['an operator for a slug', { category: { not: '' } }, ['/category invalid_type']],
  ])('%s, with every finding', async (_what, given, expected) => {
    expect(await storesNothing(async () => findings(await options(given)))).toEqual(expected);
  });

  test.each([
    ['__proto__', '{"__proto__":{"category":"x"}}', 422],
    ['50,000 levels', `{"plan":${'['.repeat(50_000)}${']'.repeat(50_000)}}`, 422],
    ['no JSON', '{"plan":', 400],
    ['more options than a request may have', JSON.stringify({ title: 'a'.repeat(LIMITS.request.bytes) }), 413],
  ])('options of %s', async (_what, given, status) => {
    await storesNothing(async () => problem(await options(given), status));
  });

  test('a document that fits no article leaves no half of it', async () => {
    const text = collectedText();
    const long = text.replace('三、成效\n', `三、成效\n${'长'.repeat(LIMITS.bodyText + 1)}\n`);
    const wrong = await storesNothing(async () => findings(await importing(cast.owner, long)));
    expect(wrong).toEqual([expect.stringMatching(/^\/cases\/0\/sections\/2\/body.* text_too_long$/)]);
  });

  test('an account that has sent its share waits', async () => {
    const eager = await createUser('EDITOR');
    data<Preview>(await preview(eager, caseText()));
    await sql('UPDATE "RateLimit" SET points = 1000 WHERE key LIKE \'import-preview:%\'');
    const answer = await preview(eager, caseText());
    await sql('DELETE FROM "RateLimit" WHERE key LIKE \'import-preview:%\'');
    expect(problem(answer, 429).code).toBe('too_many_requests');
  });
});

/** A ZIP of the shape of a DOCX with this for its text. */
function docxWith(xml: string): Buffer {
  const type = 'application/vnd.openxmlformats-officedocument.wordprocessingml.document.main+xml';
  return zip({
    '[Content_Types].xml': `<?xml version="1.0"?><Types xmlns="http://schemas.openxmlformats.org/package/2006/content-types"><Override PartName="/word/document.xml" ContentType="${type}"/></Types>`,
    '_rels/.rels': '<?xml version="1.0"?><Relationships xmlns="http://schemas.openxmlformats.org/package/2006/relationships"><Relationship Id="r" Type="http://schemas.openxmlformats.org/officeDocument/2006/relationships/officeDocument" Target="word/document.xml"/></Relationships>',
    'word/document.xml': xml,
  });
}

