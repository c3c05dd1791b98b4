import { parse } from 'content-disposition';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { contentDisposition } from '../../../../lib/platform/http/content-disposition';

/** What an old program reads: it knows no `filename*`. */
const plainName = (header: string) => parse(header.replace(/; filename\*=.*/, '')).parameters.filename;
const nameOf = (header: string) => parse(header).parameters.filename;

test.each([
  ['report.docx', 'report.docx', 'report.docx'],
  ['党小组的积分管理.docx', '党小组的积分管理.docx', 'file.docx'],
  ['2025 年 A 村.pdf', '2025 年 A 村.pdf', '2025 _ A _.pdf'],
  ['naïve plan.txt', 'naïve plan.txt', 'na_ve plan.txt'],
  ['50%41 off.txt', '50%41 off.txt', '50_41 off.txt'],
  ['a"b;c=d.txt', 'a b;c=d.txt', 'a b;c=d.txt'],
  ['../../etc/passwd', 'etc passwd', 'etc passwd'],
  ['.htaccess', 'file.htaccess', 'file.htaccess'],
  ['a\r\nSet-Cookie: x=1.txt', 'a Set-Cookie x=1.txt', 'a Set-Cookie x=1.txt'],
  ['报告\u202efdp.exe', '报告 fdp.exe', '_ fdp.exe'],
  ['half \ud83d.txt', 'half �.txt', 'half _.txt'],
  ['', 'file', 'file'],
  ['   . ', 'file', 'file'],
])('%j is saved as %j, or as %j', (name, saved, inAscii) => {
  const header = contentDisposition(name);
  expect(header).toMatch(/^attachment; filename=/);
  expect([nameOf(header), plainName(header)]).toEqual([saved, inAscii]);
});

test('a long name is cut before its ending, and no character is halved', () => {
  expect(nameOf(contentDisposition(`${'村'.repeat(300)}.docx`))).toBe(`${'村'.repeat(80)}.docx`);
  expect(nameOf(contentDisposition(`${'𠮷'.repeat(300)}.docx`))).toBe(`${'𠮷'.repeat(80)}.docx`);
});

test('what is shown has a name too', () => {
  expect(contentDisposition('图.webp', 'inline')).toMatch(/^inline; filename=file\.webp; filename\*=UTF-8''%E5%9B%BE\.webp$/);
});

test('whatever it is called, it is one header of visible ASCII', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary', maxLength: 60 }), (name) => {
      const header = contentDisposition(name);
      expect(header).toMatch(/^attachment; [\x20-\x7e]+$/);
      expect(nameOf(header)).not.toMatch(/[\p{Cc}<>:"/\\|?*]/u);
    }),
  );
});
