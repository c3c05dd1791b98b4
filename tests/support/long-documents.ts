const HEADS = [
  '账随人走，谁经手谁在黑板上写明白，这一条先定下来再说别的', '先把一亩地要多少水算清楚再谈修渠', '谁家的地谁说了算，别人不替他点头，各组的人都要到场',
  '夜里两点也有人提着马灯守在闸口', '会不在屋里开，开在出水的田埂上，这一条先定下来再说别的', '从登记到放水，一张表从头跑到尾',
  '钱从哪里来，先让各家自己报个数，各组的人都要到场', '老渠一块石头不拆，新渠顺着它走', '每户一把钥匙，开闸要三把一起拧，这一条先定下来再说别的',
  '汛期前看三遍，第一遍由孩子们看', '认树的规矩是爷爷定的，孙子来守，各组的人都要到场', '村口那块黑板比喇叭管用得多',
  '拆下来的旧砖，铺成了去学校的路，这一条先定下来再说别的', '轮到谁谁就去，村支书也不能替', '丑话说在前头，好事才能做到最后，各组的人都要到场',
  '在外打工的人，也照样投他那一票', '小组长手里的事，一件也不过夜，这一条先定下来再说别的', '石头上刻的名字，是出过工的人',
  '三本台账合成一本，字写得一样大，各组的人都要到场', '冬天修渠夏天护渠，一年两个样子', '一杯茶的工夫，说通了三年的疙瘩，这一条先定下来再说别的',
  '从十二户开始，到全村用了两个冬', '借来的水泵，还回去的时候是新的，各组的人都要到场', '坏了当天就报，修好当天就销',
  '工分换成积分，积分换成化肥种子，这一条先定下来再说别的', '亲戚的地先腾，别人才没有话说', '请来的老把式，住在渠边一个月，各组的人都要到场',
  '水到了地头，人心也就到了一起', '往后的日子怎么过，还要大家商量，这一条先定下来再说别的',
];
const WORK = '犁田育秧晒谷挑粪割麦编筐补网烧窑打铁磨面酿酒榨油染布裁衣修桥铺路凿井筑坝栽树养蜂放牛喂猪赶集说书唱戏扎灯'.match(/../g)!;

/** A sentence that no other number has. */
const sentence = (number: number) => `那一年${WORK[number % WORK.length]}的人手不够，${WORK[(number * 7 + 3) % WORK.length]}的活计只好往后推，议事会上几十户人家各说各的难处，到散会时定下第${number + 1}个办法，当年就见了效。`;

/** The headings of `plainReport`: short lines without numbers, which look like any other short line. */
export const REPORT_HEADINGS: readonly string[] = HEADS;

/** A report of one case whose 29 headings nothing marks; some are short enough to be taken for ones, and the lists among the text are none. */
export function plainReport(word: string): string {
  const lines = [`${word}村护渠工作报告`];
  HEADS.forEach((head, index) => {
    lines.push(head, sentence(index));
    if (index % 4 === 1) lines.push('议定的事项如下：', `${WORK[index % WORK.length]}用的柳条归各户；`, `${WORK[(index + 1) % WORK.length]}用的钥匙归组长。`, `这几条在${WORK[index % WORK.length]}的时候也没有变过，谁家没有做到，谁家在下一次会上自己说明原因。`);
  });
  return [...lines, `${word}村村民委员会`, '二〇二三年六月十二日'].join('\n');
}

/** Rows of `portalPage`, and those of them that are its article, counted from 0. */
export const PORTAL = { rows: 403, article: { from: 180, to: 220 } } as const;

/** A page of a portal that somebody copied as text: lists of other things above and below an article of forty rows. */
export function portalPage(word: string): string {
  const { rows, article } = PORTAL;
  return Array.from({ length: rows }, (_, row) => {
    if (row < article.from || row >= article.to) return `${['便民', '公告', '要闻', '服务', '专题'][row % 5]}${['关于开展汛期安全检查的通知', '全市秋粮收购工作部署会召开', '图书馆开馆时间有调整', '市民可以在线办理居住登记', '今年的招生名额已经公布'][(row * 3) % 5]}第${row + 1}期`;
    const own = row - article.from;
    if (own === 0) return `${word}村修渠记`;
    if (own % 13 === 1) return ['一、背景', '二、主要做法', '三、成效'][(own - 1) / 13]!;
    return sentence(own);
  }).join('\n');
}
