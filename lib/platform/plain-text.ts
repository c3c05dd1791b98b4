import { z } from 'zod';

/** Control characters that no text of ours may hold; PostgreSQL refuses U+0000 outright. Tab and line feed are text. */
const CONTROL = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F]/;
const LINE_BREAK = /[\n\r\u2028\u2029]/;

/**
 * Whether a text can be stored and shown: no control characters, no lone surrogates (PostgreSQL and
 * `encodeURIComponent` both fail on them).
 */
export function isStorable(text: string): boolean {
  return !CONTROL.test(text) && text.isWellFormed();
}

/** A text with what `isStorable` refuses taken out: for documents from elsewhere, where a stray NUL is no reason to refuse. */
export function storable(text: string): string {
  return text.toWellFormed().replace(new RegExp(CONTROL, 'g'), '');
}

/** A text in one line: each line break, with the blanks around it, becomes a space. Linear, which `\s*\n\s*` is not. */
export function inOneLine(text: string): string {
  return text.replace(/\s+/g, (blanks) => (blanks.includes('\n') ? ' ' : blanks));
}

/** The first `most` characters of a text, none of them halved. */
export function cut(text: string, most: number): string {
  return text.length <= most ? text : [...text].slice(0, most).join('');
}

/**
 * A zod schema for one line of text: trimmed, storable, no line breaks.
 * @param max longest length in characters, after trimming
 * @param min shortest length; 0 allows the empty text
 */
export function singleLine(max: number, min = 0) {
  return z
    .string()
    .trim()
    .min(min)
    .max(max)
    .refine((text) => isStorable(text), { params: { code: 'unstorable_text' } })
    .refine((text) => !LINE_BREAK.test(text), { params: { code: 'line_break' } });
}

/** A zod schema for text of several lines: trimmed, storable, line breaks folded to LF. `max` and `min` as in `singleLine`. */
export function multiLine(max: number, min = 0) {
  return z
    .string()
    .transform((text) => text.replace(/\r\n?/g, '\n').trim())
    .pipe(
      z
        .string()
        .min(min)
        .max(max)
        .refine((text) => isStorable(text), { params: { code: 'unstorable_text' } }),
    );
}
