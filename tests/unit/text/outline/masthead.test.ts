import { describe, expect, it } from 'vitest';
import { outline } from '@/lib/text/outline/outline';

const LEAD = '去年以来，白杨街道把议事桌搬到楼道口，三百多件小事在家门口商量着办成，居民从旁观的人变成了张罗的人。';
const BODY = '一、背景\n过去楼道里堆物多、飞线多，居民意见很大，物业一年换了三家，没有人愿意牵头来管。\n二、做法\n街道组织楼长逐户走访，每月开一次议事会，定下来的事当场分工、限期办结，并在门口公示。';

describe('the title below what stands above it', () => {
  it.each([
    ['内部资料 注意保存\n工作简报\n第12期', ['内部资料 注意保存', '工作简报', '第12期']],
    ['03版：深度\n本报记者 邱小满', ['03版：深度']],
    ['白杨街道党工委书记 沈一舟\n2022年6月8日', []],
    ['某政办〔2022〕41号', []],
    ['行业通讯\n第4期\n主办：临江市家具行业协会', ['行业通讯', '第4期']],
    ['APP下载', ['APP下载']],
    ['05 经济\n本报记者 邱小满', ['05 经济']],
  ])('%j', (above, stripped) => {
    const read = outline(`${above}\n楼道口的议事桌怎样越坐越满\n${LEAD}\n${BODY}`);
    expect(read.title).toBe('楼道口的议事桌怎样越坐越满');
    expect(read.stripped).toEqual(stripped);
  });

  it('has the words of the bulletin’s editor above it, which are of the lead', () => {
    const read = outline(`内部资料 注意保存\n平安简报\n第17期\n编者按：怎样让小事不出楼道，白杨街道从一张桌子做起，现予编发，供各地参考。\n楼道口的议事桌怎样越坐越满\n${LEAD}\n${BODY}`);
    expect(read.title).toBe('楼道口的议事桌怎样越坐越满');
    expect(read.cases[0]?.lead).toMatch(/^编者按：怎样让小事不出楼道[^]*去年以来/);
    expect(read.cases[0]?.byline).toBeUndefined();
  });

  it.each([
    ['a label alone', '核心提示\n'],
    ['a label that is spaced out', '摘 要：'],
    ['the issue of a journal, and the author again', '图书馆园地 2019年11期\n关键词：议事桌\n周若兰\n摘要：'],
    ['a reporter with the hour', '2024/04/16 07:30　記者許芷晴／龍泉報導\n分享至 Facebook\n導語：'],
  ])('has its lead behind %s', (_, between) => {
    const read = outline(`楼道口的议事桌怎样越坐越满\n${between}${LEAD}\n${BODY}`);
    expect([read.title, read.lead]).toEqual(['楼道口的议事桌怎样越坐越满', LEAD]);
  });

  it('stays the first line where nothing better follows', () => {
    expect(outline(`社区公众号工作动态\n${LEAD}\n${BODY}`).title).toBe('社区公众号工作动态');
  });
});

describe('what is no page chrome', () => {
  it('is a paragraph that names an address, and a table of short cells', () => {
    const own = '居民登录www.baiyang.example填报心愿，街道三天之内派单，办结以后由居民自己评价满意不满意。';
    const read = outline(`议事桌越坐越满\n${own}\n${BODY}\n项目 | 改善前 | 改善后\n平均用时 | 58 | 37`);
    expect(read.cases[0]?.lead).toContain('www.baiyang.example');
    expect(read.cases[0]?.sections[1]?.text).toContain('改善前');
  });
});

describe('a collection that only starts again at 一、', () => {
  const run = (first: string, last: string) => `一、${first}\n${LEAD}\n二、${last}\n全年办结小事三百二十件，满意率由七成升到九成七。`;

  it('has a case at each title', () => {
    const read = outline(`基层治理案例\n白杨街道办事处\n${LEAD}\n侨心驿站的三盏灯\n${run('案例背景', '工作成效')}\n同心茶座的一张桌\n${run('案例背景', '工作成效')}`);
    expect(read.cases.map(({ title }) => title)).toEqual(['侨心驿站的三盏灯', '同心茶座的一张桌']);
  });

  it('is one case where its parts do not go from background to outcome', () => {
    const read = outline(`基层治理案例\n白杨街道办事处\n${LEAD}\n楼道里的三盏灯\n${run('门口亮起来', '桌子摆起来')}\n院子里的一张桌\n${run('茶泡起来', '话说起来')}`);
    expect(read.cases).toHaveLength(1);
  });
});
