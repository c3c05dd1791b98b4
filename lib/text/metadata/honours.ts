import type { Passage, Proposal } from './proposal';

const GIVEN = '(?:荣获|先后获得|获得|获评|获颁|荣膺|入选|被评为|评为|被授予|授予|被认定为|被命名为|被列为|被确定为|被表彰为|斩获|摘得)';
/** A name in quotes or title marks, with what goes before and behind it, or a phrase that ends in the word of an honour. */
const HONOUR = new RegExp(
  `${GIVEN}了?(?<what>[^，。；！？\\n]{0,30}?[“《][^”》\\n]{2,40}[”》](?:[^，。；！？、\\n“《]{0,10}?(?:称号|荣誉|奖项|奖|名单|案例|试点|单位|项目|目录))?|[^，。；！？\\n“”]{2,44}?(?:称号|荣誉|[一二三特]等奖|金奖|银奖|铜奖|优秀奖|创新奖|贡献奖|奖|典型案例|优秀案例|最佳案例|示范案例|十佳案例|创新案例|先进集体|先进单位|先进基层党组织|示范单位|示范点|示范村|示范县|示范社区|文明村|文明单位|试点县|试点单位|名单|红旗单位|标兵)(?:称号|荣誉)?)`,
  'g',
);
/** 获得群众好评, 获得感: no honour. */
const PRAISE = /^(?:感|了?(?:群众|居民|村民|社会|广泛|一致|各界|大家|上级|好评|认可|支持|赞誉|肯定))|补助|资金|贷款|收入|增长|奖励(?:资金|金)/;
const MOST = 8;

/** What the case was awarded, as its text says it, each once. */
export function proposeHonours(passages: readonly Passage[]): Proposal[] {
  const found = new Map<string, Proposal>();
  for (const { part, text } of passages) {
    for (const match of text.matchAll(HONOUR)) {
      const what = (match.groups?.what ?? '').replace(/^(?:为|了|过)/, '').trim();
      if (what.length < 4 || PRAISE.test(what) || found.has(what)) continue;
      found.set(what, { facet: 'honour', value: what, label: what, quote: match[0], part, confidence: /称号|奖|案例|名单|先进|示范|试点|文明|标兵/.test(what) ? 0.85 : 0.6 });
    }
  }
  return [...found.values()].slice(0, MOST);
}
