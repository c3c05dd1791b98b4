import { LIMITS } from '../platform/limits';

/** One thing wrong with a body: where, and a short code that the interface has words for. */
export interface Finding {
  code: 'too_deep' | 'too_many_blocks' | 'text_too_long' | 'too_many_marks' | 'duplicate_id';
  path: (string | number)[];
  message: string;
}

/** A text has three kinds of marks; what claims many more is not worth a look at each. */
const MARKS = 10;

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Looks over an unchecked body before any schema does, since zod recurses and reports each bad node:
 * depth, number of blocks, length of all text, marks of one text. It stops at the first of these, so
 * it costs no more than a body at the limits, and it recurses no deeper than the limit of depth.
 * @returns `refusal`: the body is too large to be looked at further. `duplicates`: a finding for
 * each id that an earlier block bears already.
 */
export function measureBody(body: unknown): { refusal?: Finding; duplicates: Finding[] } {
  const duplicates: Finding[] = [];
  const seen = new Set<string>();
  const path: (string | number)[] = [];
  let blocks = 0;
  let characters = 0;

  function finding(code: Finding['code'], message: string, ...tail: (string | number)[]): Finding {
    return { code, path: [...path, ...tail], message };
  }

  function note(id: unknown): void {
    if (typeof id !== 'string') return;
    if (seen.has(id)) duplicates.push(finding('duplicate_id', 'Another block has this id', 'attrs', 'id'));
    seen.add(id);
  }

  function visit(node: unknown, depth: number): Finding | undefined {
    if (depth > LIMITS.bodyDepth) return finding('too_deep', `Nested deeper than ${LIMITS.bodyDepth} levels`);
    const record = isRecord(node) ? node : {};
    if (record.type === 'text' || record.type === 'hardBreak') {
      // An empty text or a break counts as one character, so that millions of them are refused too.
      characters += typeof record.text === 'string' ? Math.max(1, record.text.length) : 1;
      if (characters > LIMITS.bodyText) return finding('text_too_long', `More than ${LIMITS.bodyText} characters of text`);
    } else if (depth > 1) {
      blocks += 1;
      if (blocks > LIMITS.bodyBlocks) return finding('too_many_blocks', `More than ${LIMITS.bodyBlocks} blocks`);
    }
    if (Array.isArray(record.marks) && record.marks.length > MARKS) return finding('too_many_marks', 'Too many marks', 'marks');
    if (isRecord(record.attrs)) note(record.attrs.id);
    if (!Array.isArray(record.content)) return undefined;
    for (let index = 0; index < record.content.length; index += 1) {
      path.push('content', index);
      const refusal = visit(record.content[index], depth + 1);
      if (refusal) return refusal;
      path.length -= 2;
    }
    return undefined;
  }

  const refusal = visit(body, 1);
  return refusal ? { refusal, duplicates } : { duplicates };
}
