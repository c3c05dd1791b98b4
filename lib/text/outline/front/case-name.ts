import { readKind } from '../kinds/kinds';
import type { Content } from '../lines/content';
import { readMarker } from '../shapes/table';
import { shortLine } from './title-line';

/** 甲村与乙公司林地流转案, as courts name what they decide; not 方案, 答案, 教案. */
const NAME = /^[^。;!?:]{4,44}(?<![方答教档提预草备个文图])案([(][^()]{1,20}[)])?$/;

/**
 * Whether the line below a title names the case that the title speaks of: it is called as courts call one, or is a heading
 * without any text above 基本案情 or its like at the same level.
 */
export function isCaseName(content: Content, position: number): boolean {
  const line = shortLine(content, position);
  if (line === '' || line.includes('。') || readMarker(content.read(content.reader(), position)) || readKind(line)?.exact) return false;
  const heading = content.mark(position)?.heading;
  const next = content.mark(position + 1)?.heading;
  const tells = readKind(shortLine(content, position + 1))?.exact === true;
  if (heading !== undefined) return heading === next && tells;
  return NAME.test(line) && (tells || (readMarker(content.read(content.reader(), position + 1))?.ordinal ?? 0) === 1);
}
