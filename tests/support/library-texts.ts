import { doc, heading, listItem, paragraph } from '../../lib/content/build';
import { contentHash } from '../../lib/content/canonical';

/** Numbers from 0 to below 1, the same at each run (mulberry32). */
export function randomFrom(seed: number): () => number {
  let state = seed >>> 0;
  return () => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}

const PLACES = '东街社区 柳湾村 北岭镇 南渡街道 青石坪 河口乡 梅园小区 金沙路 老厂片区 长塘村 云坡寨 双桥镇 白鹭湖 石板巷 新圩社区 松林屯 望江亭 大营盘 小井沟 红旗厂'.split(' ');
const WHO = '党小组 村委会 网格员 车间班组 驻村干部 业主代表 老党员 合作社 调解员 志愿者 法律顾问 妇联主席 片区民警 退休教师 包户干部 护林员 商户代表 物业经理'.split(' ');
const WHEN = '年初 入冬前 汛期过后 每月初五 开春 换届以后 秋收时节 周一例会上 夜里九点 连续三个月 第二季度 节前半个月'.split(' ');
const DO = '把事项逐条写上墙 挨家挨户走了一遍 当场定下责任人 按户建了台账 把旧账翻出来核对 请邻村的人来看 分三批试行 把钱花在哪一项公开 画了一张流程图 每十天回头看一次 先办三件小事 把电话留在门上 按难易分成三类 请不满意的人先说'.split(' ');
const HOW = '不发通知只打电话 谁签字谁负责 超过七天就上会 一户一册随时可查 由群众代表打分 做得不好就换人 先易后难 一件一件销号 有事直接找到人 材料从十二份减到三份 不懂的当面教 全部用本地话讲'.split(' ');
const RESULT = '上访少了六成 路灯全部亮了 三十户搬进新居 集体收入翻了一番 办一件事从九天变成两天 会开得起来了 矛盾没有出过村 垃圾不落地 药材卖上了好价 群众愿意来坐坐 欠款全部收回 年轻人回来了十一个'.split(' ');
const BUT = '不过人手仍然不够 有两户至今没有谈拢 这个办法离不开带头的人 换一个地方要先算账 钱的来路还要再想 冬天还得再看 记录要坚持写下去 起初没有人信'.split(' ');

type Random = () => number;
const one = (random: Random, list: string[]) => list[Math.floor(random() * list.length)] ?? '';

function sentence(random: Random): string {
  const count = Math.floor(random() * 180) + 3;
  const forms = [
    () => `${one(random, WHEN)}，${one(random, PLACES)}的${one(random, WHO)}${one(random, DO)}，${one(random, HOW)}。`,
    () => `${one(random, WHO)}带着${count}户人家${one(random, DO)}，${one(random, RESULT)}。`,
    () => `${one(random, PLACES)}一共${count}件事，${one(random, WHO)}${one(random, DO)}；${one(random, BUT)}。`,
    () => `到${one(random, WHEN)}，${one(random, RESULT)}，${one(random, BUT)}。`,
  ];
  return (forms[Math.floor(random() * forms.length)] ?? forms[0]!)();
}

function text(random: Random, characters: number): string {
  let written = '';
  while (written.length < characters) written += sentence(random);
  return written;
}

/** A section's body of 1,000 to 1,500 characters: paragraphs, a heading, a list. */
export function sectionContent(random: Random): { hash: string; body: string } {
  const size = 1_000 + Math.floor(random() * 400);
  const id = () => `b${Math.floor(random() * 2 ** 40).toString(36)}`;
  const body = doc([
    paragraph(text(random, size * 0.3), id()),
    heading(2, `${one(random, WHEN)}的做法`, '（一）', id()),
    paragraph(text(random, size * 0.3), id()),
    { type: 'bulletList', attrs: { id: id() }, content: [0, 1].map(() => listItem([paragraph(text(random, size * 0.08), id())], id())) },
    paragraph(text(random, size * 0.2), id()),
  ]);
  return { hash: contentHash(body), body: JSON.stringify(body) };
}

export const title = (random: Random) => `${one(random, PLACES)}怎样${one(random, DO)}`;
export const lead = (random: Random) => sentence(random) + sentence(random);
export const organisationName = (random: Random) => `${one(random, PLACES)}${one(random, WHO)}`;
