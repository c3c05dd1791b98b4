import { expect, test } from 'vitest';
import { LIMITS } from '../../../../../lib/platform/limits';
import { read, rtf, rtfText } from './office-files';

const lines = async (body: string, head = '') => (await read(rtf(body, head))).text.split('\n');

test('characters are of the character set of their typeface, or Unicode; what stands for them is skipped', async () => {
  expect(await lines("\\f0 \\'d6\\'d0\\'ce\\'c4\\f1 caf\\'e9\\par \\uc1\\u26696?\\u-10179?\\u-8960?\\par {\\uc2\\u26696\\'b0\\'b8}\\uc0\\u20363 \\~\\emdash\\{\\}\\\\\\par")).toEqual(['中文café', '案🔀', '案例\u00A0—{}\\']);
  expect(await lines("\\f1 \\'d6\\'d0 caf\\'e9")).toEqual(['中 café']);
  expect((await read(Buffer.from(rtf('\\f0 水站\\par \\f0 渡口')))).text).toBe('水站\n渡口');
  expect((await read(Buffer.concat([Buffer.from('{\\rtf1\\ansi\\ansicpg936 '), Buffer.from('d6d0cec4', 'hex'), Buffer.from('}')]))).text).toBe('中文');
  expect(await lines("{\\f2 \\'fc}\\f0 ok")).toEqual(['✓ok']);
});

test('programs of Apple leave out groups and numbers of styles', async () => {
  const file = "{\\rtf1\\ansi\\ansicpg1252\\cocoartf2636\n{\\fonttbl\\f0\\fswiss\\fcharset0 Helvetica;\\f1\\fnil\\fcharset134 PingFangSC-Regular;}\n\\f0\\fs24 No. 1\n\\f1 \\'bd\\'d3\\'ca\\'dc\\\n\\ls1\\ilvl0 {\\listtext\t\\'95\t}one\\\n{\\listtext\t2.\t}two}";
  const { text, blocks } = await read(file);
  expect(text).toBe('No. 1接受\none\n2. two');
  expect(blocks).toMatchObject([{ type: 'list', ordered: false }, { type: 'list', ordered: true, blocks: [{ number: 2 }] }]);
});

test('headings are those of styles and outline levels; bold, italic and centred words are seen, also those that only Chinese words have', async () => {
  const styles = `{\\stylesheet{\\s0 Normal;}{\\s1\\outlinelevel0\\b ${rtfText('标题 1')};}{\\s2 ${rtfText('二级标题')};}{\\s3\\qc Title;}}`;
  const { text, marks, styles: runs } = await read(rtf(`\\pard\\s3\\qc ${rtfText('水站')}\\par\\pard\\s1 ${rtfText('背景')}\\par\\pard\\s2 ${rtfText('缘起')}\\par\\pard\\outlinelevel1 ${rtfText('做法')}\\par\\pard {\\b ${rtfText('粗')}}{\\i ${rtfText('斜')}}{\\dbch\\ab ${rtfText('宽')}}\\par`, styles));
  expect(marks.map(({ from, to, heading, centred }) => [text.slice(from, to), heading, centred])).toEqual([['水站', 1, true], ['背景', 2, undefined], ['缘起', 3, undefined], ['做法', 3, undefined], ['粗斜宽', undefined, undefined]]);
  expect(runs.map(({ from, to, bold, italic }) => [text.slice(from, to), bold, italic])).toEqual([['背景', true, undefined], ['粗', true, undefined], ['斜', undefined, true], ['宽', true, undefined]]);
});

test('numbers are those that the file prints, or counted where it prints none', async () => {
  const lists = "{\\*\\listtable{\\list{\\listlevel\\levelnfc39\\levelstartat1\\levelfollow2{\\leveltext\\'02\\'00\\u12289 ?;}{\\levelnumbers\\'01;}}{\\listlevel\\levelnfc0\\levelstartat1{\\leveltext\\'03\\'00.\\'01;}{\\levelnumbers\\'01\\'03;}}\\listid7}}{\\*\\listoverridetable{\\listoverride\\listid7\\listoverridecount0\\ls1}}";
  expect(await lines('\\pard\\ls1 a\\par b\\par\\pard\\ls1\\ilvl1 c\\par', lists)).toEqual(['一、a', '二、b', '二.1 c']);
  expect(await lines('{\\listtext 1.1\\tab}\\pard\\ls1 a\\par{\\pntext\\f2\\\'6c\\tab}b\\par', lists)).toEqual(['1.1 a', 'b']);
});

test('tables have their cells, merged ones too, and those in a cell', async () => {
  const row = (cells: string) => `\\trowd\\trhdr\\trleft0\\clvmgf\\cellx1000\\cellx2000\\cellx3000 ${cells}\\row`;
  const { text, blocks } = await read(rtf(`\\pard\\intbl ${row('a\\cell b\\cell c\\cell')}\\trowd\\clvmrg\\cellx1000\\cellx3000 \\cell d\\par e\\cell\\row\\pard after\\par`));
  expect(text).toBe('a\tb\tc\n\td e\nafter');
  expect(blocks).toMatchObject([{ type: 'table', rows: [{ cells: [{ rowspan: 2, header: true }, {}, {}] }, { cells: [{ colspan: 2 }] }] }]);
  const nested = '\\trowd\\cellx1000\\cellx2000\\pard\\intbl\\itap1 a\\par\\pard\\intbl\\itap2 b\\nestcell c\\nestcell{\\*\\nesttableprops\\trowd\\cellx500\\cellx900\\nestrow}{\\nonesttables\\par}\\pard\\intbl\\itap1 d\\cell e\\cell\\row\\pard f\\par';
  expect(await lines(nested)).toEqual(['a b c d\te', 'f']);
});

test('notes, links, pictures with their words, text boxes and comments are kept or told', async () => {
  const picture = '{\\*\\shppict{\\pict{\\*\\picprop{\\sp{\\sn wzDescription}{\\sv Water station}}}\\pngblip 89504e470d0a}}{\\nonshppict{\\pict\\wmetafile8 00}}';
  const shape = `{\\shp{\\*\\shpinst{\\sp{\\sn pib}{\\sv {\\pict\\jpegblip\\bin4 \xff\xd8{}}}}{\\sp{\\sn wzDescription}{\\sv The well}}{\\shptxt\\pard box\\par}}{\\shprslt never}}`;
  const body = `{\\info{\\title ${rtfText('水站')}}{\\author a}}{\\header\\pard ${rtfText('内部资料')}\\par}a{\\super\\chftn}{\\footnote\\pard {\\chftn} note}b{\\field{\\*\\fldinst{HYPERLINK "https://example.org/"}}{\\fldrslt{link}}}{\\*\\annotation\\pard why?}{\\deleted gone}{\\v hidden}\\par ${picture}\\par ${shape}c\\par{\\*\\unknown never}`;
  const { text, metadata, images, losses, styles, notes } = await read(Buffer.from(rtf(body), 'latin1'));
  expect(text.split('\n')).toEqual(['a[1]blink', 'Water station', 'The wellc', 'box', '[1] note']);
  expect([metadata.title, notes.length, styles.find(({ href }) => href)?.href]).toEqual(['水站', 1, 'https://example.org/']);
  expect(images.map(({ alt, bytes }) => [alt, Buffer.from(bytes ?? []).toString('hex')])).toEqual([['Water station', '89504e470d0a'], ['The well', 'ffd87b7d']]);
  expect(losses.map(({ code, texts }) => [code, ...texts])).toEqual([['comment', 'why?'], ['deleted_text', 'gone'], ['hidden_text', 'hidden'], ['text_box'], ['page_furniture', '内部资料']]);
});

test('groups that nobody closes, or too deep, and numbers without end', async () => {
  expect(await lines('{{{a\\par b')).toEqual(['a', 'b']);
  expect(await lines(`\\u99999999999? a\\bin99999999 b`)).toHaveLength(1);
  expect(await lines('a}}}} b')).toEqual(['a']);
  await expect(read(rtf('{'.repeat(LIMITS.markup.depth + 1)))).rejects.toMatchObject({ details: { reason: 'too_deep' } });
  await expect(read(rtf('\\par'))).resolves.toMatchObject({ text: '' });
});
