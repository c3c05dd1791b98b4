import { describe, expect, it } from 'vitest';
import { outline } from '@/lib/text/outline/outline';
import type { LineMark } from '@/lib/text/outline/source';

const HEAD = ['书屋案例', '一、背景', '孩子放学没处去，村里只有一间旧仓库，大人也没有地方坐下来说话。', '二、做法'];

/** The text of the last section, and what is stripped. */
function end(...tail: string[]) {
  const { cases, stripped } = outline([...HEAD, ...tail].join('\n'));
  return { text: cases[0]?.sections.at(-1)?.text, stripped };
}

describe('the end of a text that nothing says is of a page', () => {
  it.each([
    ['short lines that a colon announces', ['仓库改书屋，分三个区：', '儿童区', '期刊区', '电子区']],
    ['short lines right below a heading', ['分享阅读', '关注需求', '收藏旧书']],
    ['numbers that count on', ['做好以下工作：', '1、关注需求，及时回复留言', '2、办好公众号，扩大影响', '3、下载推广应用，方便群众']],
    ['steps below a question', ['Q：借书证丢了怎么办？', 'A：补办步骤如下：', '1.打开首页', '2.点击“登录”按钮', '3.点击“挂失”按钮']],
  ])('keeps %s', (_, tail) => {
    expect(end(...tail)).toEqual({ text: tail.join('\n'), stripped: [] });
  });

  it('keeps who signs, above the date', () => {
    const { cases, stripped } = outline([...HEAD, '仓库改成了书屋。', '白鹭镇宣传站', '2023年5月6日'].join('\n'));
    expect([cases[0]?.tail, stripped]).toEqual(['白鹭镇宣传站\n2023年5月6日', []]);
  });

  it('still strips what says itself that it is of one, be it right below a heading', () => {
    const tail = ['仓库改成了书屋。', '责任编辑：何青', '相关文章：', '某地做法', '某地经验'];
    expect(end(...tail)).toEqual({ text: '仓库改成了书屋。', stripped: tail.slice(1) });
    expect(end('扫码关注公众号', '点击下载').stripped).toEqual(['扫码关注公众号', '点击下载']);
  });
});

describe('a file of an author’s', () => {
  const file = (tail: readonly string[], form: (line: string) => Partial<LineMark> = () => ({})) => {
    const lines = [...HEAD, ...tail];
    let at = 0;
    const marks = lines.map((line): LineMark => {
      const mark = { from: at, to: at + line.length, ...(tail.includes(line) ? form(line) : {}) };
      at += line.length + 1;
      return mark;
    });
    return outline({ text: lines.join('\n'), marks, authored: true });
  };

  it('keeps its captions, links and short lines', () => {
    const captions = ['仓库改成了书屋，布置如下。', '甲区平面图', '\uFFFC', '乙区平面图', '\uFFFC'];
    expect(file(captions, (line) => (line === '\uFFFC' ? { fixed: true } : {})).stripped).toEqual([]);
    const links = ['可参考的做法如下。', '青石镇的做法', '白鹭乡的做法', '红枫村的做法'];
    expect(file(links, (line) => (line.endsWith('的做法') ? { linked: true, item: 1 } : {})).stripped).toEqual([]);
    expect(file(['仓库改成了书屋。', '延伸阅读', '青石镇的做法'], (line) => (line === '延伸阅读' ? { heading: 2 } : {})).stripped).toEqual([]);
  });

  it('gives up what names a page, its editors or its rights', () => {
    expect(file(['仓库改成了书屋。', '责任编辑：何青', '长按识别二维码，关注我们']).stripped).toEqual(['责任编辑：何青', '长按识别二维码，关注我们']);
  });
});
