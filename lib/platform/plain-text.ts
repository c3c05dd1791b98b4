import { z } from 'zod';
import { isBlank, withoutControls } from './characters';

const LINE_BREAK = /[\n\r\u2028\u2029]/;

/**
 * A text with what `isStorable` refuses taken out: for documents from elsewhere, where a stray NUL is no reason to refuse.
 * @param lineBreak what a soft break (VT, FF, NEL) becomes; one character, and offsets stay where nothing is dropped
 */
export function storable(text: string, lineBreak = '\n'): string {
  return withoutControls(text.toWellFormed(), lineBreak);
}

/** A text in one line: each line break, with the blanks around it, becomes a space. Linear, which `\s*\n\s*` is not. */
export function inOneLine(text: string): string {
  return text.replace(/\s+/g, (blanks) => (blanks.includes('\n') ? ' ' : blanks));
}

/** The first `most` characters of a text, none of them halved. */
export function cut(text: string, most: number): string {
  return text.length <= most ? text : [...text].slice(0, most).join('');
}

/** What is between its margins; nothing at all of a text that shows nothing. */
function shown(text: string): string {
  return isBlank(text) ? '' : text.trim();
}

/**
 * A zod schema for one line of text: trimmed, without invisible controls (Word's soft break is a space), no line breaks. A
 * text that shows nothing is empty. Else it stays as it was given, in the normal form that it came in.
 * @param max longest length in characters, after trimming
 * @param min shortest length; 0 allows the empty text
 */
export function singleLine(max: number, min = 0) {
  return z
    .string()
    .overwrite((text) => shown(withoutControls(text, ' ')))
    .min(min)
    .max(max)
    .refine((text) => text.isWellFormed(), { params: { code: 'unstorable_text' } })
    .refine((text) => !LINE_BREAK.test(text), { params: { code: 'line_break' } });
}

/** A zod schema for text of several lines: as `singleLine`, with line breaks folded to LF, soft ones too. `max` and `min` as there. */
export function multiLine(max: number, min = 0) {
  return z
    .string()
    .overwrite((text) => shown(withoutControls(text.replace(/\r\n?/g, '\n'), '\n')))
    .min(min)
    .max(max)
    .refine((text) => text.isWellFormed(), { params: { code: 'unstorable_text' } });
}
