/** Before a title, in a form or on a cover: 课题名称：…, 题目：…. */
const TITLE_NAMED = /^(标题|题目|(案例|课题|论文|论文题目|报告|作品|成果|课例|教案|材料|文章|项目)(名称|标题|题目)|案例主题)$/;
/** What a register says of a document or of a talk: 采访对象, 报送时间, 指导老师, 所在单位. */
const REGISTERED = /^[\u4e00-\u9fff]{0,6}(人|者|对象|时间|日期|地点|地址|单位|部门|科室|电话|编号|学号|级别|类别|职务|职称|年级|班级|姓名|性别|专业|学科|学段|学校|学院|教师|老师|导师|密级)$/;
const LABEL = /^[【[]?\s*([\u4e00-\u9fff](?:\s*[\u4e00-\u9fff]){1,7})\s*[】\]]?\s*:\s*(?=\S)/;
const LONGEST = 60;

/** The label that a line begins with (课 题 名 称：), without spaces, and how much of the line it takes; null where there is none. Folded. */
function labelOf(line: string): { label: string; length: number } | null {
  const found = LABEL.exec(line);
  return found ? { label: (found[1] ?? '').replace(/\s/g, ''), length: found[0].length } : null;
}

/** How much of a line is the label of a title that stands behind it; 0 where it has none. Folded. */
export function titleLabelLength(line: string): number {
  const found = labelOf(line);
  return found && TITLE_NAMED.test(found.label) ? found.length : 0;
}

/** 采访对象：镇文化站站长: a line of a register, which is no title. Folded. */
export function isRegisterLine(line: string): boolean {
  const found = line.length <= LONGEST && !line.includes('。') ? labelOf(line) : null;
  return found !== null && REGISTERED.test(found.label);
}

/** A line whose characters are spaced out (临 江 学 院, 负 责 人：某某) without the spaces; any other as it is. Folded. */
export function unspaced(line: string): string {
  const end = line.indexOf(':');
  const words = line.slice(0, end < 0 ? line.length : end).trim().split(/\s+/);
  if (words.length < (end < 0 ? 3 : 2) || !words.every((word) => /^[\u4e00-\u9fff]$/.test(word))) return line;
  return words.join('') + (end < 0 ? '' : line.slice(end));
}
