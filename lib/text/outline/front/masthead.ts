import { foldText } from '../lines/characters';
import type { Content } from '../lines/content';

/** What a line above a title is: of the page, about who and when, or perhaps of the page if a better title follows. */
export type AboveTitle = 'page' | 'byline' | 'perhaps';

/** How many lines may stand above a title. */
export const MOST_ABOVE = 8;
const LONGEST_COLUMN = 16;
const LONGEST_ABOVE = 40;
/** Of a number and those who sign, with the spaces that set them apart; of an address. */
const LONGEST_MASTHEAD = 80;
const LONGEST_ADDRESS = 2_000;
/** A line that short above a longer one is the name of a column. */
const SHORT = 4;

const ISSUE = /^.{0,24}第\s*[\d一二三四五六七八九十百〇○零]+\s*期.{0,14}$|^[(]?总第?\s*\d+\s*期[)]?$|^\d{4}\s*年第?\s*[\d一二三四五六七八九十]+\s*(期|号)$/;
const HANDLING = /^[(【[★]?\s*(内部(资料|参考|刊物|文件|交流|材料)|仅?供.{0,8}参考|注意保(存|管)|妥善保管|秘密|机密|绝密|特急|急件|加急|平急|讨论稿|征求意见稿|送审稿|初稿|定稿|打印稿|公开(方式|属性))/;
/** 云政办〔2022〕41号, alone or with those who sign beside it: the masthead of an official document (GB/T 9704). */
const DOCUMENT_NUMBER = /^[^\s。]{1,16}[〔[(【［]\s*(19|20)\d{2}\s*[〕\])】］]\s*第?\s*\d+\s*号(\s*签\s*发\s*人\s*:.{0,30})?$/;
/** 签发人：…, 某某县人民政府文件, and the number of the copy, which stand around it. */
const ISSUER = /^签\s*发\s*人\s*:\s*\S.{0,30}$|^[\u4e00-\u9fff\s]{2,30}(政府|委员会|党委|党组|委|局|厅|办公室|部|院|会|校|公司|大学|中心)\s*文\s*件$|^(No\.?|№)?\s*0\d{5}$/i;
/** An address of the web, with or without a word before it. */
const ADDRESS = /^([\u4e00-\u9fff]{2,6}\s*:\s*)?(https?:\/\/|www\.)\S+$/i;
/** Names of sites, papers and their columns end so. */
const COLUMN =
  /(门户网?|网站|[^联互上成入]网|频道|客户端|公众号|官微|官网|在线|日报|晚报|晨报|时报|周报|简报|快报|专报|通报|动态|快讯|要闻|头条|前沿|视点|聚焦|关注|专栏|专题|专刊|专版|特刊|副刊|[^出排]版|工作坊|工作室|之窗|园地|天地|论坛|讲堂|展播|展示|选登|选编|选粹|荟萃|集锦|推介|推荐|交流|风采|纵横|观察|参考|文摘|月刊|杂志|通讯|信息|发布|来稿|案例库|资料库|文库|分享|调研|巡礼|报道|先锋|榜样|经验谈|典型引路|他山之石)$/;
/** 《…》 and 【…】 alone around a name of a column. */
const ENCLOSED = /^[【[「『《〖]\s*([^】\]」』》〗]{2,12})\s*[】\]」』》〗]$/;
/** ·品质管理· and 经验交流, which are nothing but the name of a column. */
const NAMED = /^[·•]\s*[^·•\s]{2,10}\s*[·•]$|^(经验交流|工作动态|工作交流|典型案例|案例选登|信息专报|调查研究|决策参考|改革动态|基层动态|基层风采|部门动态|乡镇动态|学习交流|工作研究|园区发展新观察)$/;
/** 03版：深度, 05 经济 */
const PAPER_PAGE = /^第?[A-Z]?\d{1,3}版(\s*[:|\s].{0,12})?(\s*[上下]一版)*$|^[A-Z]?0\d\s+[\u4e00-\u9fff]{2,4}$/;
/** 主办：某某协会: who makes a bulletin. */
const MAKER = /^(主办|承办|协办|主管|主编|编印|印发|编发)(单位|部门)?\s*:\s*\S/;
const FILE_NAME = /\.(docx?|wps|pdf|txt|rtf)$/i;

/** So end the names of universities and offices. */
export const INSTITUTION = /(大学|学院|中学|小学|学校|幼儿园|人民政府|委员会|办公室|办事处|[省市区县镇乡].{0,8}局|医院|公司|法院|检察院|研究院|研究所|党校)$/;
const LONGEST_INSTITUTION = 16;

/** What a line at the head of a document is, as far as its own words tell; null for what may be the title. */
export function readAboveTitle(content: Content, position: number): AboveTitle | null {
  if (position >= content.length || content.mark(position)?.fixed) return null;
  const length = content.end(position) - content.start(position);
  if (length <= LONGEST_ADDRESS && ADDRESS.test(foldText(content.slice(position)))) return 'page';
  if (length > LONGEST_MASTHEAD) return null;
  const line = foldText(content.slice(position));
  if (DOCUMENT_NUMBER.test(line) || ISSUER.test(line) || (MAKER.test(line) && !line.includes('。'))) return 'byline';
  if (length > LONGEST_ABOVE) return null;
  if (HANDLING.test(line) || FILE_NAME.test(line) || PAPER_PAGE.test(line) || (ISSUE.test(line) && !line.includes('。'))) return 'page';
  if (NAMED.test(line)) return 'perhaps';
  if (line.length <= LONGEST_INSTITUTION && INSTITUTION.test(line) && /^[\u4e00-\u9fff]+$/.test(line) && !/[的到进走让把为在与和]/.test(line)) return 'byline';
  const name = ENCLOSED.exec(line)?.[1];
  if (name !== undefined) return COLUMN.test(name) ? 'perhaps' : null;
  // 典型案例集锦 is the title of a collection.
  if (/[。;,:!?、]|案例|经验|材料/.test(line)) return null;
  return line.length <= LONGEST_COLUMN && (COLUMN.test(line.replace(/[|·\s]+$/, '')) || /^[\u4e00-\u9fff]+$/.test(line.slice(0, SHORT + 1)) && line.length <= SHORT) ? 'perhaps' : null;
}

/** Whether the line is a subtitle behind a dash. */
export function isSubtitle(content: Content, position: number): boolean {
  if (position >= content.length || content.end(position) - content.start(position) > 60) return false;
  const line = foldText(content.slice(position));
  return /^([—–―─]{1,3}|--+)\s*[^\s—–―─-]/.test(line) && !line.includes('。') && !/\d\s*[—–―─-]+$/.test(line);
}

const SURNAMES =
  '赵钱孙李周吴郑王冯陈褚卫蒋沈韩杨朱秦尤许何吕施张孔曹严华金魏陶姜戚谢邹喻柏窦章云苏潘葛范彭郎鲁韦马苗方俞任袁柳史唐费廉岑薛雷贺倪汤殷罗毕郝邬安常于傅齐康伍余顾孟黄穆萧尹姚邵汪祁毛狄米明臧计成戴宋庞熊纪舒屈项祝董梁杜阮蓝闵季贾路江童颜郭梅林徐邱骆高夏蔡田樊胡凌霍万柯管卢莫房丁宣邓单洪包左石崔龚程邢裴陆翁荀甄曲封储靳段焦侯全班仰伊宁仇甘厉祖武符刘景詹龙叶司黎薄白蒲乔郁温庄晏柴瞿阎连习艾容向古易廖耿匡文欧沃利师关查游辛简饶曾沙鞠丰肖涂岳聂申冉屠';

/** 郁小禾,程可,邵一鸣: nothing but names of people, two at least. Folded. */
export function isNameList(line: string): boolean {
  // 宋 琳: names of two characters are set apart to be as wide as those of three.
  const names = line.replace(/[\d*①-⑩]/g, '').replace(/(?<=^|[\s,、;])([\u4e00-\u9fff])\s([\u4e00-\u9fff])(?=$|[\s,、;])/g, '$1$2').split(/[,、;\s]+/).filter((name) => name !== '');
  return names.length >= 2 && names.length <= 12 && names.every(isPersonName);
}

/** 周若兰: what may be the name of a person. Folded. */
export function isPersonName(word: string): boolean {
  return /^[\u4e00-\u9fff]{2,3}$/.test(word) && SURNAMES.includes(word.charAt(0));
}

/** 2024/04/16 07:30 记者许芷晴/龙泉报导. */
const REPORTED = /^(\d{4}[-/.年]\d{1,2}[-/.月]\d{1,2}日?\s*(\d{1,2}:\d{2}(:\d{2})?)?\s*)?(记者|综合)\s*[\u4e00-\u9fff、]{2,12}\s*\/\s*[\u4e00-\u9fff]{2,8}(报导|报道|摄影|整理)$/;

/** 本报记者 …, and an affiliation in parentheses with its postal code. Folded. */
export function isReporter(line: string): boolean {
  return REPORTED.test(line) || /^[(【[]?(本报|本刊|本网|本台)?(见习|特约|实习|首席)?(记者|通讯员|撰稿人?)[\s/|:]/.test(line) || /^[(].{4,60}\d{6}\s*[)]$/.test(line);
}
