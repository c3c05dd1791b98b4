import { describe, expect, it } from 'vitest';
import { readMarkdown } from '@/lib/importing/formats/markdown/read';
import { outline } from '@/lib/text/outline/outline';
import type { About, LineMark } from '@/lib/text/outline/source';

const BODY = ['一、背景', '过去村里靠人挑水，往返一趟要走两个小时，老人尤其不便，群众多次反映。', '二、做法', '村里建起水站，每户装表，专人管护，按月公开水费，半年没有断过一次水。'];

/** `#` before a line stands for a heading style, its number for the level; `=` for the place of a picture or the row of a table. */
function read(lines: readonly string[], about: About = {}) {
  const marks: LineMark[] = [];
  let text = '';
  for (const line of lines) {
    const [, sign = '', words = ''] = /^(#+|=|)(.*)$/.exec(line)!;
    const from = text.length;
    text += `${words}\n`;
    if (sign !== '') marks.push({ from, to: from + words.length, ...(sign === '=' ? { fixed: true } : { heading: sign.length }) });
  }
  return outline({ ...about, text: text.trimEnd(), marks });
}

const sections = ({ cases }: ReturnType<typeof outline>) => cases.flatMap((one) => one.sections.map(({ heading }) => heading));

describe('the one line that the format sets highest', () => {
  it.each(['经验总结', '案例分析：一口老井的重生', '我村水站夺得全县第一'])('is the title whatever its words: %s', (title) => {
    const whole = read([`#${title}`, ...BODY.map((line, i) => (i % 2 === 0 ? `##${line}` : line))]);
    expect(whole.title).toBe(title);
    expect(sections(whole)).toEqual(['背景', '做法']);
  });

  it('is it below a long address too, and below who wrote it', () => {
    const whole = read([`来源: https://www.example.com/s?wd=${'%E6%B0%B4'.repeat(20)}`, '水务站', '#水站怎样管得住', '##背景', BODY[1]!, '##做法', BODY[3]!], { authored: true });
    expect(whole.title).toBe('水站怎样管得住');
    expect(whole.cases[0]?.lead).toBeUndefined();
    expect(whole.cases[0]?.byline).toBe('水务站');
  });

  it('is none with a number, as a frame, or below a better one', () => {
    expect(read(['#一、背景', '##（一）水源', BODY[1]!, '##（二）水费', BODY[3]!]).title).toBe('');
    expect(read(['一口老井的重生', '#背景', BODY[1]!, '##水源', BODY[3]!], { authored: true }).title).toBe('一口老井的重生');
  });
});

describe('a name that documents share', () => {
  it.each(['工作总结', '经验总结', '案例分析'])('is the title where it stands above numbered sections: %s', (title) => {
    const whole = read([title, '一年来，水务站围绕供水保障开展工作，现总结如下。', ...BODY]);
    expect(whole.title).toBe(title);
    expect(sections(whole)).toEqual(['背景', '做法']);
  });

  it('is a section where others without numbers follow it', () => {
    expect(read(['案例分析', BODY[1]!, '教学反思', BODY[3]!]).title).toBe('');
  });
});

describe('what never is a title', () => {
  it('is the number of a document, with those who sign it, and the name of its issuer', () => {
    const whole = read(['平湖县教育局文件', '平教〔2022〕17号　　　　　　　签发人：某某', '关于报送走教经验材料的报告', ...BODY]);
    expect(whole.title).toBe('关于报送走教经验材料的报告');
    expect(whole.cases[0]?.byline).toContain('签发人：某某');
  });

  it('is a line of a register', () => {
    const whole = read(['访谈记录', '时间：2023年4月9日下午', '访谈对象：镇文化站站长', '访谈人：实践小组', '问：戏台是哪一年修的？', '答：老辈人手里修的，前年又加固过一次，现在逢年过节都有演出。']);
    expect(whole.title).toBe('访谈记录');
    expect(whole.cases[0]?.body).toContain('访谈对象：镇文化站站长');
  });

  it('is the name of a university: the cover names its subject', () => {
    const whole = read(['临 江 学 院', '课题结题报告', '课 题 名 称：山区走教制度研究', '负 责 人：某某某', '二〇二三年六月', ...BODY], { authored: true });
    expect(whole.title).toBe('山区走教制度研究');
    expect(whole.cases[0]?.byline).toBe('临 江 学 院\n课题结题报告\n负 责 人：某某某\n二〇二三年六月');
    expect(read(['临江大学', '教育学院', '走教制度怎样落地生根', ...BODY]).cases[0]?.byline).toBe('临江大学\n教育学院');
    expect(read(['临江学院', '2023年6月', ...BODY]).title).toBe('');
  });

  it.each(['附件1-2', '附件3—1', '附 2', '附件1：'])('is the number of an attachment: %s', (number) => {
    expect(read([number, '村级水管员经验材料', ...BODY])).toMatchObject({ title: '村级水管员经验材料', stripped: [number] });
  });

  it('is the number of a page, an ending, or an attachment before it', () => {
    expect(read(['渔港清淤案例_第1页', '渔港清淤案例_第2页', ...BODY])).toMatchObject({ title: '渔港清淤案例', stripped: ['_第1页', '渔港清淤案例_第2页'] });
    expect(read(['渔港清淤案例.docx', ...BODY]).title).toBe('渔港清淤案例');
    expect(read(['附件2：渔港清淤案例', ...BODY]).title).toBe('渔港清淤案例');
  });

  it('is a table or a picture; both stay in the text', () => {
    const table = read(['=环节\t责任人', '=收集\t网格员', '=办理\t站所', ...BODY]);
    expect(table.title).toBe('');
    expect(table.cases[0]?.lead).toBe('环节\t责任人\n收集\t网格员\n办理\t站所');
    const picture = read(['=\uFFFC', '\uFFFC晒谷场共享经验材料', ...BODY], { authored: true });
    expect(picture.title).toBe('晒谷场共享经验材料');
    expect(picture.cases[0]?.lead).toBe('\uFFFC\n\uFFFC');
  });
});

it('takes the line that the document is named after by its properties', () => {
  expect(read(['水务站经验材料之三', '水站怎样管得住', ...BODY], { authored: true, named: '水站怎样管得住' }).title).toBe('水站怎样管得住');
});

describe('of a Markdown report', () => {
  const report = (head: string) => outline(readMarkdown(`${head}\n\n## 背景\n\n${BODY[1]}\n\n## 做法\n\n${BODY[3]}\n`));

  it('leaves who and when to the author, whatever stands between them and the title', () => {
    const { title, cases, stripped } = report('# 水站调研报告\n\n> 作者：某某\n> 日期：2024-05-01');
    expect([title, cases[0]?.byline, stripped]).toEqual(['水站调研报告', '作者：某某日期：2024-05-01', []]);
    expect(report('某某县水务局\n\n2024年5月\n\n# 水站怎样管得住')).toMatchObject({ title: '水站怎样管得住', cases: [{ byline: '某某县水务局\n2024年5月' }] });
  });

  it('is that of the front matter where the only heading says less', () => {
    expect(report('---\ntitle: 水站怎样管得住\n---\n\n# 工作总结').title).toBe('水站怎样管得住');
  });
});
