import type { Content } from '../lines/content';
import { readCaseMarker } from '../cases/case-marker';
import { beginsWithMeasure, readKind } from '../kinds/kinds';
import { isNameList, isReporter } from './masthead';
import { readMarker } from '../shapes/table';
import { unspaced } from './form-line';
import { isHeadline, shortLine } from './title-line';

const FORM_LABEL =
  /^[【[]?\s*(作者|撰稿|撰稿人|执笔|执笔人|单位|作者单位|申报单位|推荐单位|报送单位|选送单位|实施单位|实施主体|所在单位|主办单位|编写单位|报送时间|申报时间|填报时间|实施时间|所属领域|案例类别|案例类型|案例名称|申报类别|类别|领域|所属地区|地区|联系人|联系电话|电话|主管单位|指导单位|负责人|供稿|供稿单位|获奖情况|所获荣誉|案例来源|申报时间|报送人|推荐理由|案例领域|参评类别|单位名称|企业名称|学校名称|通讯地址|邮箱|申报人|汇报人|发言人|主讲人|指导教师|辅导员|科室|关键词)\s*[】\]]?\s*:/;
const ORGANISATION =
  /(委员会|党委|党组|总公司|分公司|基金会|研究院|研究所|事务所|理事会|课题组|编写组|调研组|专班|部|分场|班组|大队|支队|中队|派出所|馆|站|园|所|政府|人民政府|局|办公室|办事处|医院|学校|大学|学院|中学|小学|幼儿园|公司|集团|支部|党支部|总支|中心|街道|县委|市委|区委|镇委|乡委|组织部|宣传部|政法委|卫生院|保健院|检察院|法院|联合会|合作社|协会|委|社区|村|镇|乡|科|厅|处|队|[^创主承协]办|供销社|联合社|联社|信用社|旅行社|报社|出版社)(主?编|编印|主办|供稿)?$/;
const OFFICE = /(理事长|董事长|总经理|经理|书记|主任|主席|局长|处长|科长|所长|站长|院长|校长|园长|馆长|镇长|乡长|县长|区长|班长|队长|会长|秘书长|执行长|教授|教师|老师|记者|通讯员|作者|供稿|法官|民警|医师|护士长|工程师|[编撰著辑]|编印|编写|编著|整理)$/;
/** 某某镇党委 张三: an organisation and a person. */
const PERSON = /(党委|政府|局|委|部|镇|乡|村|社区|街道|医院|学校|小学|中学|大学|公司|中心|所|站|队)\s+[\u4e00-\u9fff]{2,3}$/;
/** (在全县现场会上的发言) below a title. */
export const OCCASION = /^[(].{2,40}(会|会议|会上|发言|讲话|讲稿|材料|交流|论坛|活动|培训班|汇报|节选|摘要)[)]$/;
/** (第31期) below the name of a bulletin, 图书馆园地 2019年11期 below a title, and those whom an official document is for: 各镇(街道)中心学校,县直各学校:. */
const ISSUE = /^[(]?(总?第|增刊)\s*[0-9一二三四五六七八九十百]*\s*期?[)]?$|^[\u4e00-\u9fff·]{2,16}\s*\d{4}\s*年\s*第?\s*\d{1,2}\s*期$/;
const RECEIVERS = /^(各(?!位)|县直|市直|区直|省直|州直|局属|委属|院属|机关各|所属).{2,40}:$/;
const DATED = /^[(]?([0-9〇○零一二三四五六七八九]{2,4}\s*[年./-].{0,16}|[0-9一二三四五六七八九十]{1,3}月[0-9一二三四五六七八九十]{1,3}日)[)]?$/;

/** Whether the line names an author, an organisation, a date or a field of a form. */
export function isByline(content: Content, position: number): boolean {
  const line = unspaced(shortLine(content, position).replace(/^[□■◎○●▲△◇◆※*]\s*/, ''));
  const { heading, fixed, byline } = content.mark(position) ?? {};
  if (line === '' || line.length > 60 || heading !== undefined || fixed) return false;
  if (byline) return true;
  if (FORM_LABEL.test(line) || isReporter(line) || isNameList(line) || ISSUE.test(line) || RECEIVERS.test(line)) return true;
  if (/[。;!?:]/.test(line) || line.length > 40) return false;
  const plain = line.replace(/^[(]|[)]$/g, '').trim();
  if (readMarker(content.read(content.reader(), position))?.shape !== 'zero' && DATED.test(plain)) return true;
  if (readCaseMarker(content.read(content.reader(), position), position)?.mark) return false;
  const marker = readMarker(content.read(content.reader(), position));
  if (marker || beginsWithMeasure(plain)) return false;
  return names(plain) || (ORGANISATION.test(plain) && !isHeadline(plain) && !/^一|[,、]/.test(plain) && !readKind(line)?.exact);
}

/** 硕果核桃合作社理事长 冉启华: several words of which one is an organisation or an office. */
function names(line: string): boolean {
  const words = line.split(/[\s|·丨]+/);
  return words.length >= 2 && words.some((word) => ORGANISATION.test(word) || OFFICE.test(word)) && words.every((word) => word.length <= 24);
}

/** Whether the words end as the name of an organisation does. Folded. */
export function isOrganisation(words: string): boolean {
  return ORGANISATION.test(words);
}

/** 白鹭镇党委书记 沈一舟, 本报记者 …, 2021年11月26日: above a title they are no title themselves. */
export function isSigned(content: Content, position: number): boolean {
  const line = shortLine(content, position);
  if (!isByline(content, position) || line.length > 40) return false;
  return DATED.test(line) || isReporter(line) || isNameList(line) || FORM_LABEL.test(line) || ORGANISATION.test(line) || /\s\d{4}\s*[年.-].{1,8}$/.test(line) || /\S(长|记|任|员|师|理|席|者|授)\s+[\u4e00-\u9fff]{2,4}$/.test(line) || PERSON.test(line);
}

