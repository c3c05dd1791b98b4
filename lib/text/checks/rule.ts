import type { checks } from '../../i18n/zh-CN/checks';

/** Names the rule, as in the dictionary's `checks.rules`. */
export type RuleId = keyof typeof checks.rules;
/** What is said about one finding, as in the dictionary's `checks.messages`. */
export type MessageKey = keyof typeof checks.messages;

/** certain: a fault by the standard. likely: a fault unless the author means something unusual. possible: worth a look. */
export type Certainty = 'certain' | 'likely' | 'possible';

/** A place of a text that a rule objects to. */
export interface Found {
  /** UTF-16 offsets in the text; `to` is not in it, and `from < to`. */
  from: number;
  to: number;
  certainty: Certainty;
  /** What should stand there instead, '' to take it out. Absent where only the author can tell. */
  suggestion?: string;
  /** Where the rule has more than one thing to say. */
  message?: MessageKey;
}

/** What a rule says of a place of a text; a finding of the API (lib/platform/findings.ts) speaks of a field. */
export interface TextFinding extends Found {
  rule: RuleId;
  message: MessageKey;
}

export interface Rule {
  id: RuleId;
  /** The standard and clause that it follows, where there is one. */
  standard?: string;
  /**
   * @param text any text, a paragraph a line; `check` in checks.ts hides code, addresses and Latin sentences first
   * @returns what the rule objects to, in the order of the text; in time linear to its length
   */
  check(text: string): TextFinding[];
}

interface RuleDefinition {
  id: RuleId & MessageKey;
  standard?: string;
  find(text: string): Found[];
}

/** A rule whose findings say what the dictionary has under its own id, unless they say otherwise. */
export function rule({ id, standard, find }: RuleDefinition): Rule {
  return {
    id,
    ...(standard ? { standard } : {}),
    check: (text) => find(text).map((found) => ({ message: id, ...found, rule: id })),
  };
}

/** One Han character, as the source of a pattern. */
export const HAN = '[\\u3400-\\u4dbf\\u4e00-\\u9fff〇]';

/** What precedes a word that opens a clause: the start of a line, or the end of the clause before. */
export const CLAUSE_START = '(?<=^[ \\t\\u3000]{0,8}|[，。；：！？,;:!?][ \\t\\u3000]{0,8})';

/**
 * Every match of a pattern that `read` makes something of.
 * @param pattern with the g flag; must not run over the same text again and again (no nested repetition)
 * @param read the finding for a match, null where it is none
 */
export function findAll(text: string, pattern: RegExp, read: (match: RegExpExecArray) => Found | null): Found[] {
  const found: Found[] = [];
  for (const match of text.matchAll(pattern)) {
    const one = read(match);
    if (one) found.push(one);
  }
  return found;
}

/** Offsets of a match, or of its part behind `skip` characters. */
export function spanOf(match: RegExpExecArray, skip = 0): { from: number; to: number } {
  return { from: match.index + skip, to: match.index + match[0].length };
}
