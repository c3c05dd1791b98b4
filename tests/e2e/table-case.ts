import { mkdtempSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import path from 'node:path';
import { importFile } from './import-file';

const cells = (tag: 'td' | 'th', texts: readonly string[]) => texts.map((text) => `<${tag}>${text}</${tag}>`).join('');
const rows = (head: readonly string[], lines: readonly (readonly string[])[]) => `<tr>${cells('th', head)}</tr>${lines.map((line) => `<tr>${cells('td', line)}</tr>`).join('')}`;

/**
 * Eight columns, some of words; thirty of amounts, over which a note stands; three that go over several sheets. No word has a
 * character that is a radical too (as 长, 见, 门 are): a PDF may tell it as that one.
 */
export const TABLES = {
  words: [
    ['类别', '上年', '今年', '办结率', '平均天数', '责任单位', '牵头的人', '备注'],
    ['楼道堆物', '288', '301', '40.5%', '11.2', '物业公司和社区网格站共同负责', '网格站书记', '老旧小区里多，清了又堆，反复的占三成'],
    ['夜间噪声', '97', '141', '56.7%', '6.5', '派出所', '片区警员', '烧烤店与广场舞，夏天最多'],
  ],
  days: [['网格', ...Array.from({ length: 29 }, (_, day) => `${day + 1}日`)], ['第一网格', ...Array.from({ length: 29 }, (_, day) => String(1_000 + day * 37))]],
  long: [['序号', '事项', '办结的日子'], ...Array.from({ length: 50 }, (_, row) => [String(row + 1), `第${row + 1}件小事`, `2024-03-${String((row % 20) + 10)}`])],
} as const;
export const REMARK = '注：第一网格含两个老旧小区和一所小学，上下学时段人流最大，数目含集中清查时一次查出的历年积案。';
export const LINK = 'https://www.example.com/reports/2023/annual-summary.html';
const TITLE = '把31件小事记在48格的表上：平安社区AI巡查';

const html = (word: string) => {
  const [wordsHead, ...words] = TABLES.words;
  const [daysHead, ...days] = TABLES.days;
  const [longHead, ...long] = TABLES.long;
  return `<!doctype html><html lang="zh-CN"><head><meta charset="utf-8"><title>${TITLE}</title></head><body><h1>${TITLE}</h1>
<p>社区把小事一件件记在${word}上，谁来办、办到哪一步，人人看得见。</p>
<h2>一、背景</h2><p>投诉多、办得慢，详细的数目见<a href="${LINK}">年度报告</a>。报告之外，网格员手里还有几本账，各记各的，对不上。</p><table>${rows(wordsHead, words)}</table>
<h2>二、主要做法</h2><h3>（一）先记下来</h3><p>看见什么记什么，当晚汇总到一本账上，次日派单。</p><h4>1. 走什么路线</h4><p>早晚各走一圈，早上走学校和菜场，晚上走楼道和车库。</p><h3>（二）再对上账</h3>
<table>${rows(daysHead, days)}<tr><td colspan="30">${REMARK}</td></tr></table>
<h2>三、成效</h2><p>小事办成了六十多件，按期办结的占九成，反复的只剩三成，网格员说，对着表办事，谁也不用再催谁。</p><p>老旧小区的楼道清了四遍，第四遍以后没有再堆回去，因为每一层都有人在表上签了字，月底还要念一遍。</p><table>${rows(longHead, long)}</table></body></html>`;
};

/**
 * Imports and publishes the case with all these tables.
 * @param word that no other test writes: the same text is not imported twice
 * @returns its address, and that of its page on the desk
 */
export function publishTables(word: string): { reader: string; desk: string } {
  const folder = mkdtempSync(path.join(tmpdir(), 'anli-tables-'));
  try {
    const file = path.join(folder, 'tables.html');
    writeFileSync(file, html(word));
    const { id, number } = importFile(file, 'anquan-guanli', '--publish');
    return { reader: `/cases/${number}`, desk: `/desk/articles/${id}` };
  } finally {
    rmSync(folder, { recursive: true });
  }
}
