import { LIMITS } from '../platform/limits';
import { eachAttributeText } from './nodes/attributes';
import { block } from './nodes/defaults';
import type { Registry, UncheckedNode } from './nodes/node';
import { nodes } from './nodes/registry';

/** One thing wrong with a body: where, and a short code that the interface has words for. */
export interface BodyFault {
  code: 'too_deep' | 'too_many_blocks' | 'text_too_long' | 'too_many_marks' | 'duplicate_id';
  path: (string | number)[];
  message: string;
}

/** A text has three kinds of marks; what claims many more is not worth a look at each. */
const MARKS = 10;

function isRecord(value: unknown): value is UncheckedNode {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

/**
 * Looks over an unchecked body before any schema does, since zod recurses and reports each bad node:
 * depth, number of blocks, length of all text (the words in attributes too), marks of one text. It stops at the first
 * of these, so it costs no more than a body at the limits, and it recurses no deeper than the limit of depth. What
 * a node costs, the node says.
 * @returns `refusal`: the body is too large to be looked at further. `duplicates`: a fault for
 * each id, of a block or in its attributes, that something earlier bears already.
 */
export function measureBody(body: unknown, registry: Registry = nodes): { refusal?: BodyFault; duplicates: BodyFault[] } {
  const duplicates: BodyFault[] = [];
  const seen = new Set<string>();
  const path: (string | number)[] = [];
  let blocks = 0;
  let characters = 0;

  function fault(code: BodyFault['code'], message: string, ...tail: (string | number)[]): BodyFault {
    return { code, path: [...path, ...tail], message };
  }

  function noteIds(attrs: unknown): void {
    eachAttributeText(attrs, (text, key, way) => {
      if (key !== 'id') return;
      if (seen.has(text)) duplicates.push(fault('duplicate_id', 'Another block has this id', 'attrs', ...way));
      seen.add(text);
    });
  }

  function visit(value: unknown, depth: number): BodyFault | undefined {
    if (depth > LIMITS.bodyDepth) return fault('too_deep', `Nested deeper than ${LIMITS.bodyDepth} levels`);
    const node = isRecord(value) ? value : {};
    const { type, marks, attrs, content } = node;
    if (Array.isArray(marks) && marks.length > MARKS) return fault('too_many_marks', 'Too many marks', 'marks');
    if (depth > 1) {
      const known = typeof type === 'string' && Object.hasOwn(registry, type) ? registry[type] : undefined;
      const size = known ? known.measure(node) : block(node);
      characters += size.characters;
      if (characters > LIMITS.bodyText) return fault('text_too_long', `More than ${LIMITS.bodyText} characters of text`);
      blocks += size.blocks;
      if (blocks > LIMITS.bodyBlocks) return fault('too_many_blocks', `More than ${LIMITS.bodyBlocks} blocks`);
    }
    noteIds(attrs);
    if (!Array.isArray(content)) return undefined;
    for (let index = 0; index < content.length; index += 1) {
      path.push('content', index);
      const refusal = visit(content[index], depth + 1);
      if (refusal) return refusal;
      path.length -= 2;
    }
    return undefined;
  }

  const refusal = visit(body, 1);
  return refusal ? { refusal, duplicates } : { duplicates };
}
