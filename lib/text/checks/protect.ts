/** Stands for what no rule may read: neither Han nor Latin nor punctuation. */
const HIDDEN = '\ue000';

const PROTECTED = new RegExp(
  [
    '```[^`]*```',
    '`[^`\\n]+`',
    '(?:https?|ftp|mailto):[^\\s\\u3000-\\u303f\\u3400-\\u9fff\\uff00-\\uffef“”‘’]+',
    '(?<![A-Za-z0-9])www\\.[A-Za-z0-9./?=&_%#-]+',
    '(?<![A-Za-z0-9._-])[A-Za-z0-9._-]{1,64}@[A-Za-z0-9-]{1,63}(?:\\.[A-Za-z0-9-]{1,63})+',
    '(?<![A-Za-z0-9.-])[A-Za-z0-9-]{1,63}(?:\\.[A-Za-z0-9-]{1,63}){0,4}\\.(?:com|cn|net|org|gov|edu|html?|pdf|docx?|xlsx?|md|json|js|ts)(?![A-Za-z0-9])(?:/[A-Za-z0-9./?=&_%#-]*)?',
    // Three Latin words or more are a sentence in another language, with that language's marks.
    "(?<![A-Za-z0-9])[A-Za-z][A-Za-z0-9]*(?:[ ,.;:!?'’\"()&/-]{1,4}[A-Za-z0-9]+){2,}[.!?]?",
  ].join('|'),
  'g',
);

/**
 * A copy of the same length in which code, addresses and sentences in Latin letters are blanked out, so that rules leave
 * them alone and offsets stay. A copy that holds nothing to hide is the text itself.
 */
export function protect(text: string): string {
  return text.replace(PROTECTED, (hidden) => hidden.replace(/[^\n]/g, HIDDEN));
}
