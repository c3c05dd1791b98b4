import type { Gazetteer } from './gazetteer';
import type { FormLine } from './form-lines';
import type { Part, Passage, Proposal } from './proposal';

const KIND = [
  '人民医院|中心医院|中医医院|中医院|妇幼保健院|保健院|社区卫生服务中心|卫生服务中心|卫生院|卫生室|疾病预防控制中心|疾控中心|医院|医共体',
  '职业技术学院|实验小学|中心小学|实验学校|职业学校|中学|小学|幼儿园|大学|学院|学校|党校|一中|二中',
  '有限责任公司|股份有限公司|有限公司|分公司|子公司|公司|集团|事业部|车间|银行|分行|支行|合作社|事务所|律师所|制药厂|工厂|林场|农场|煤矿|矿业|电厂|供电所|供电局|水电站',
  '工商联|残联|妇联|团县委|团市委|团委|科协|文联|总工会|工会|协会|学会|商会|联合会|基金会|促进会|联盟',
  '区直机关工委|直属机关工委|机关工委|党工委|工委|机关党委|党委|党组(?!织)|党总支|党支部|县委|市委|区委|省委|镇委|乡委|纪委监委|纪委|监委|组织部|宣传部|统战部|政法委|编办|改革办',
  '村民委员会|村委会|居民委员会|居委会|管委会|管理委员会|委员会|人民政府|镇政府|乡政府|县政府|市政府|区政府|街道办事处|办事处|办公室|信访局|督查室',
  '人民法庭|法庭|人民法院|法院|检察院|公安局|派出所|司法局|司法所|税务局|税务所|消防救援站|消防救援大队|救援大队|交警大队|大队|支队|民政局|财政局|教育局|卫健局|医保局|审计局|水务局|水利局|城管局|执法局|农业农村局|文旅局|住建局|审批局|监管局|管理局|服务局|(?<![布格结大全当时政僵开棋])局(?![面部势限])',
  '水务站|水利站|农技站|文化站|服务站|工作站|管理站|救助站|气象站|监测站|研究院|设计院|研究所|图书馆|博物馆|文化馆|档案馆|美术馆|纪念馆|科技馆|体育馆|福利院|敬老院|养老院|幸福院|养老服务中心|行政服务中心|政务服务中心|便民服务中心|文明实践中心|融媒体中心|指挥中心|治理中心|服务中心|托育中心|(?<!为|民)中心(?!任务|工作|思想|环节)',
].join('|');
const KINDS = new RegExp(KIND, 'g');
/** Only as the head of a phrase, where nothing better is found. */
const PLACE_BODY = /^[\u3400-\u9fff]{2,8}?(?:社区|街道|村)(?=[“：，]|探索|推行|创新|聚焦|坚持)/;
const PHRASE_START = /(?<=^|[，。；：！？,;:\s（(—\-|·])/gm;
/** What an organisation's name does not hold. */
const NOT_IN_NAME =
  /[的了是把将对从以为被让向并又也很就去要跟找给只这拿讲叫说问做比按靠与及比没还曾到在，。；：、！？“”《》,;:!?"\s—|]|(?<!资源|卫生|住房|文化|工业|发展|机构|城市)和|(?<![国所])有(?!限|色)|(?<![中公])共|起(?!重)|索性|不(?!动产)|都(?![市城区县])|\d[\d.]*[间家个名人户所年月起件次万]|推进|推动|推行|开展|加强|实施|构建|打造|探索|建立|创新|围绕|坚持|通过|联合(?!会|社|体)|聚焦|依托|根据|面对|发挥|实现|牵头|带领|引导|促进(?!会)|成立|设立|走进|走出|来到|荣获|获得|入选|地处|书记|干部|会议|负责|主持|后来|接下来|一家|一个|一所|某某/;
/** Words in front of a name that do not belong to it. */
const LEAD_IN = /^(?:近年来|今年以来|去年以来|年来|月|日|年初|年底|过去|目前|当前|此前|为此|同时|由|经|据|在|以|我|本|该|近日|其中|长期以来|多年来|近几年|这几年|\d{4}年(?:以来|起|初|底)?(?:\d{1,2}月(?:起|份)?)?|——|—)+/;
/** A kind of organisation, or a member of a group, not a proper name. */
const NO_PROPER_NAME = /^(?:各|全|该|本|某|多|两|三|所有|有关|相关|上级|基层|农村|机关|企业|村|镇|乡|县|市|区|省|党|社区|街道|国有|民营|公立|乡镇|县级|市级|区级|省级|乡镇街道|县乡|区镇|镇村|中心|医院|学校|公司|事业|一线|传统|倒班|新型|横班|党务|驻村|村级|党建|综合|服务|管理|便民|养老|人民|行政|政务|联席会议|领导小组|集团|事业部|车间|单位|机构|组织|部门|党小组|先后|先进|公交|城建|配合|超过|艺术|音乐|学院|大学|分|子|母|总|律师行业|市民|二级|三级)*$/;
const MEDIA = /(?:日报|晚报|早报|时报|网|新闻社|通讯社|电视台|报社|杂志社|融媒体中心|公众号|出版社)$/;
const WEIGHT: Readonly<Record<Part, number>> = { byline: 0.86, title: 0.82, lead: 0.7, text: 0.6, tail: 0.5, stripped: 0.3 };
const MOST = 3;

/** Who did it: as the form says, else the longest proper name at the head of the byline, the title or the first sentences. */
export function proposeOrganisations(gazetteer: Gazetteer, passages: readonly Passage[], forms: readonly FormLine[]): Proposal[] {
  const found = new Map<string, Proposal>();
  const add = (value: string, quote: string, part: Part, confidence: number) => {
    const known = found.get(value);
    if (!known || known.confidence < confidence) found.set(value, { facet: 'organisation', value, label: value, quote, part, confidence });
  };
  for (const { facet, value, quote, part } of forms) {
    if (facet === 'organisation' && !MEDIA.test(value)) add(value.replace(/^中共(?=.*(?:县|市|区|省|镇|乡|州|旗)委)/, '中共'), quote, part, 0.96);
    if (facet === 'author' && isOrganisation(value)) add(value, quote, part, part === 'stripped' ? 0.55 : 0.8);
  }
  for (const { part, text } of passages) {
    let order = 0;
    const start = gazetteerStarts(gazetteer, text);
    for (const at of starts(text, start)) {
      const name = nameAt(text, at, start.has(at));
      if (!name || MEDIA.test(name)) continue;
      add(name, name, part, round(WEIGHT[part] * (part === 'byline' || part === 'title' ? 1 : Math.max(0.6, 1 - 0.08 * order++))));
    }
    const place = part === 'title' ? PLACE_BODY.exec(text)?.[0] : undefined;
    if (place && !NOT_IN_NAME.test(place)) add(place, place, part, 0.45);
  }
  return withoutParts([...found.values()]).sort((a, b) => b.confidence - a.confidence).slice(0, MOST);
}

const ENDS_IN_KIND = new RegExp(`(?:${KIND})$`);
const PLACE_HEAD = /^国家|^中[国铁建交]|^(?:中共)?[\u3400-\u9fff]{2,4}?(?:省|市|县|区|镇|乡|州|旗|街道|社区|村)/;
/** Kinds that carry a name of their own without a place: 北岭重工集团有限公司, 合成橡胶事业部党委. */
const NAMED_KIND = /(?:有限公司|有限责任公司|集团|公司|事业部|大学|学院|学校|医院|合作社|事务所|研究院|林场|农场)/;

/** Whether the words name an organisation rather than a person. */
export function isOrganisation(value: string): boolean {
  return ENDS_IN_KIND.test(value) || /(?:街道|社区|[镇乡村县])$/.test(value);
}

function gazetteerStarts(gazetteer: Gazetteer, text: string): Set<number> {
  return new Set(gazetteer.find(text).map(({ from }) => (text.slice(from - 2, from) === '中共' ? from - 2 : from)));
}

/** Offsets at which a name may begin: a phrase's start, behind words that lead in, and every place's name. */
function starts(text: string, places: Set<number>): number[] {
  const phrases = [...text.matchAll(PHRASE_START)].map(({ index }) => index + (LEAD_IN.exec(text.slice(index, index + 24))?.[0].length ?? 0));
  return [...new Set([...phrases, ...places])].sort((a, b) => a - b);
}

/** The longest organisation at the offset: up to the last kind word that a name can reach. */
function nameAt(text: string, at: number, isPlace: boolean): string | null {
  if (!/[\u3400-\u9fffA-Z]/.test(text[at] ?? '')) return null;
  const window = text.slice(at, at + 40);
  const barrier = window.search(NOT_IN_NAME);
  const reach = barrier === -1 ? window : window.slice(0, barrier);
  let end = 0;
  for (const match of reach.matchAll(KINDS)) {
    const gap = end === 0 ? 0 : match.index - end;
    if (gap > 8 || (end === 0 && match.index > 24)) break;
    end = match.index + match[0].length;
  }
  if (end === 0) return null;
  const name = reach.slice(0, end).trim();
  const proper = name.replace(ENDS_IN_KIND, '');
  if (name.length < 4 || NO_PROPER_NAME.test(proper) || /^[\d\s)）]/.test(name) || /[a-z]{6}/i.test(name)) return null;
  // Without a place that the table knows, the name must have a head like one, or be of a kind that has names.
  return isPlace || PLACE_HEAD.test(name) || (NAMED_KIND.test(name) && proper.length >= 3 && name.length <= 24) ? name : null;
}

/** 青湾县水务站 is left out beside 青湾县水务站党支部 that says the same with more. */
function withoutParts(proposals: Proposal[]): Proposal[] {
  return proposals.filter((one) => !proposals.some((other) => other !== one && other.value.length > one.value.length && (other.value.startsWith(one.value) || other.value.endsWith(one.value)) && other.confidence >= one.confidence - 0.12));
}

function round(value: number): number {
  return Math.round(value * 100) / 100;
}
