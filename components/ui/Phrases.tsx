import { Fragment } from 'react';

const OPENING = /[\p{Ps}\p{Pi}]$/u;
const CLOSING = /^[\p{Pe}\p{Pf}\p{Po}\p{Pd}\p{M}\s]/u;
const FIGURE = /\p{N}$/u;

/** The parts between which a line may break: words, with an opening or closing mark kept at its word, and "48名" whole. */
function phrases(text: string, locale: string): string[] {
  const parts: string[] = [];
  for (const { segment } of new Intl.Segmenter(locale, { granularity: 'word' }).segment(text)) {
    const before = parts.at(-1);
    const joined = before !== undefined && (OPENING.test(before) || CLOSING.test(segment) || FIGURE.test(before));
    if (joined) parts[parts.length - 1] = before + segment;
    else parts.push(segment);
  }
  return parts;
}

/** A title whose lines break between words where the script has no spaces (with `word-break: keep-all`). For short texts. */
export function Phrases({ text, locale }: { text: string; locale: string }) {
  return phrases(text, locale).map((part, index) => (
    <Fragment key={index}>
      {index > 0 && <wbr />}
      {part}
    </Fragment>
  ));
}
