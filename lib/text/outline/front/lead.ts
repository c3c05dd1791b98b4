import { foldText } from '../lines/characters';
import type { Content } from '../lines/content';
import { isFraming } from '../kinds/kinds';
import type { Span } from '../source';

/** A document's own introduction. */
export interface Lead {
  text: Span;
  /** Its label (【导语】:), which is no part of it. */
  label?: Span;
  /** First position behind it. */
  next: number;
}

const LABEL = /^(?:[【[(]\s*(?:导语|导读|摘要|编者按|提要|内容提要|内容摘要|内容简介|引语|核心提示)\s*[】\])]\s*:?|(?:导语|导读|摘\s?要|编者按|提要|内容提要|内容摘要|引语|核心提示)\s*:)\s*/;
/** Alone above a paragraph. 摘要 and 导读 alone are headings as often. */
const LABEL_ALONE = /^(?:核心提示|内容提要|编者按|导语|提要)$/;
/** The editor of a page introducing what he put together. */
const EDITORIAL = /^.{0,60}(小编|下面是.{0,30}(整理|收集|分享)|以下是.{0,30}(整理|收集|分享)|本文(精选|整理)了)/;
const HEAD = 90;

/**
 * Reads the introduction at a position, or null: a labelled paragraph, or one that the page's editor wrote. Before the
 * cases of a collection 前言 is such a label too; in a single case it is a section.
 */
export function readLead(content: Content, position: number, to: number, collected: boolean): Lead | null {
  if (position >= to) return null;
  const start = content.start(position);
  const end = content.end(position);
  const text = content.lines.text;
  const head = foldText(text.slice(start, Math.min(end, start + HEAD)));
  const framed = collected && isFraming(head) ? head.length : 0;
  const alone = content.mark(position)?.heading === undefined && LABEL_ALONE.test(head) ? head.length : 0;
  const length = framed || alone || (LABEL.exec(head)?.[0].length ?? 0);
  if (length === 0) return EDITORIAL.test(head) ? { text: content.span(position), next: position + 1 } : null;
  const label = { from: start, to: start + length };
  if (start + length < end) return { text: { from: start + length, to: end }, label, next: position + 1 };
  return position + 1 < to ? { text: content.span(position + 1), label, next: position + 2 } : null;
}

/** 编者按：…: a paragraph that introduces what stands below it, be it the title. */
export function isIntroduction(content: Content, position: number): boolean {
  if (position >= content.length) return false;
  const start = content.start(position);
  const length = LABEL.exec(foldText(content.lines.text.slice(start, Math.min(content.end(position), start + HEAD))))?.[0].length ?? 0;
  return length > 0 && start + length < content.end(position);
}
