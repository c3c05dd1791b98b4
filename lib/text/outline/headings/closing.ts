import type { Candidate } from './candidate';
import { foldText } from '../lines/characters';
import type { Content } from '../lines/content';

const THANKS = /^[(]?(作者|作者单位|供稿|供稿单位|执笔|撰稿)\s*:|谢谢|感谢(大家|各位|每一位)|^(谨以|特别?致谢|鸣谢)|汇报完毕|(不当|不妥|不足)之处|批评指正|请.{0,6}指正/;
const DATE = /^[(]?\s*([0-9〇○零一二三四五六七八九]{4}\s*年|[0-9]{4}[-./])[0-9一二三四五六七八九十\s年月日./-]{0,12}[)]?$/;
/** Longest line that can be thanks, a date or a signature. */
const LONGEST_CLOSING = 40;

/** First content line of a case's tail: closing text behind its last section that belongs to the whole; `to` if there is none. */
export function closingStart(content: Content, headings: readonly Candidate[], to: number): number {
  const last = headings.at(-1);
  if (!last) return to;
  if (closesRunInGroup(headings) && last.next < to) return last.next;
  // A section keeps its first paragraph whatever that says.
  const earliest = last.rest >= 0 ? last.next : last.next + 1;
  let from = to;
  while (from > earliest && isClosingLine(content, from - 1)) from--;
  // The signature stands above its date.
  if (from < to && from > earliest && isSignature(content, from - 1) && DATE.test(foldText(content.slice(from)))) from--;
  return from;
}

function isClosingLine(content: Content, position: number): boolean {
  if (content.end(position) - content.start(position) > LONGEST_CLOSING) return false;
  const line = foldText(content.slice(position));
  return THANKS.test(line) || DATE.test(line);
}

function isSignature(content: Content, position: number): boolean {
  return content.end(position) - content.start(position) <= 24 && !/[。;,:!?|]/.test(foldText(content.slice(position)));
}

/** Whether all siblings before the last heading hold their text in their own line, so that a paragraph after the last one is not its. */
function closesRunInGroup(headings: readonly Candidate[]): boolean {
  const last = headings.at(-1);
  if (!last || last.rest < 0) return false;
  let siblings = 0;
  for (let i = headings.length - 2; i >= 0; i--) {
    const heading = headings[i];
    const next = headings[i + 1];
    if (!heading || !next || heading.shape !== last.shape) break;
    if (heading.rest < 0 || heading.next !== next.position) return false;
    siblings++;
    if (heading.ordinal === 1) break;
  }
  return siblings >= 1;
}
