import { Fragment } from 'react';

const CLAUSE = /(?<=[，。：；？！…—][”’》）]?)(?![，。：；？！…—”’》）])/u;
const OPENING = /[\p{Ps}\p{Pi}]$/u;
/** What does not begin a line of a title: closing marks, and the small words that lean on the one before. */
const LEANING = /^(?:[\p{Pe}\p{Pf}\p{Po}\p{Pd}\p{M}\s]|[的地得了着过们里上下中后前吗呢吧]$)/u;
const FIGURE = /\p{N}$/u;
/** Where browsers set a small space between two scripts (text-autospace); the line feed stands for the break. */
const SPACED = /[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]\n[\p{Script=Latin}\p{Script=Greek}\p{Nd}]|[\p{Script=Latin}\p{Script=Greek}\p{Nd}]\n[\p{Script=Han}\p{Script=Hiragana}\p{Script=Katakana}]/u;

const segmenters = new Map<string, Intl.Segmenter>();

/** Making one costs more than using it. */
function segmenterOf(locale: string): Intl.Segmenter {
  const known = segmenters.get(locale) ?? new Intl.Segmenter(locale, { granularity: 'word' });
  segmenters.set(locale, known);
  return known;
}

/** The words of a clause, each with its marks, and "48名" whole. */
function wordsOf(clause: string, segmenter: Intl.Segmenter): string[] {
  const parts: string[] = [];
  for (const { segment } of segmenter.segment(clause)) {
    const before = parts.at(-1);
    const joined = before !== undefined && (OPENING.test(before) || LEANING.test(segment) || FIGURE.test(before));
    if (joined) parts[parts.length - 1] = before + segment;
    else parts.push(segment);
  }
  return parts;
}

/**
 * A title whose lines break by sense where the script has no spaces: after a clause (class `clause`, an inline block)
 * if clauses fit, else between words (with `word-break: keep-all`). For short texts: the segmenter is quadratic.
 */
export function Phrases({ text, locale }: { text: string; locale: string }) {
  const segmenter = segmenterOf(locale);
  const clauses = text.split(CLAUSE).filter((clause) => clause !== '');
  return clauses.map((clause, index) => (
    <span key={index} className={clauses.length > 1 ? 'clause' : undefined}>
      {wordsOf(clause, segmenter).map((word, at, words) => (
        <Fragment key={at}>
          {at > 0 && <Break isSpaced={SPACED.test(`${words[at - 1]}\n${word}`)} />}
          {word}
        </Fragment>
      ))}
    </span>
  ));
}

/** Where a line may end. The mark would take the space that browsers set between two scripts: its class gives that back. */
function Break({ isSpaced }: { isSpaced: boolean }) {
  if (!isSpaced) return <wbr />;
  return (
    <span className="gap">
      <wbr />
    </span>
  );
}
