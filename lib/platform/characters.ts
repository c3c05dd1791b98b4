/**
 * Controls that no text of ours holds: all but tab, line feed and carriage return, and the code points that Unicode keeps
 * for no character. PostgreSQL refuses U+0000, XML nearly all of them, and none of them can be seen.
 */
const CONTROL = /[\u0000-\u0008\u000B\u000C\u000E-\u001F\u007F-\u009F\p{Noncharacter_Code_Point}]/u;
const CONTROLS = new RegExp(CONTROL, 'gu');
/** Line breaks among them: Word's soft break (VT), the end of a page (FF), NEL. */
const SOFT_BREAKS = /[\v\f\u0085]/g;
/** A run of line breaks that only `\v`, `\f` and their like make, for those who split a text there. */
export const SOFT_BREAK = /[\v\f\u0085]/;

/**
 * A character that shows: no white space, no control, nothing that is ignorable or a format (UAX 44: the Hangul fillers
 * and variation selectors are Default_Ignorable_Code_Point), no mark that has nothing to stand on, and none of the blanks
 * that pose as symbols or letters (braille blank, null notehead, Egyptian blanks, the stand-in for an object). Half a
 * surrogate pair is no blank: it was something.
 */
const SHOWS = /[^\p{White_Space}\p{Cc}\p{Cf}\p{M}\p{Default_Ignorable_Code_Point}\p{Noncharacter_Code_Point}\u2800\uFFFC\u{1D159}\u{13441}\u{13442}]/u;

/** Whether a text holds no character that a reader would see: what is required is missing then. */
export function isBlank(text: string): boolean {
  return !SHOWS.test(text);
}

/**
 * Whether a text can be stored and shown as it is: no control characters, no lone surrogates (PostgreSQL and
 * `encodeURIComponent` both fail on them).
 */
export function isStorable(text: string): boolean {
  return !CONTROL.test(text) && text.isWellFormed();
}

/**
 * A text without the controls that cannot be seen; of its soft breaks (VT, FF, NEL) each becomes `lineBreak`, so that no
 * two words are joined. A text without any is returned as it is.
 */
export function withoutControls(text: string, lineBreak: string): string {
  return CONTROL.test(text) ? text.replace(SOFT_BREAKS, lineBreak).replace(CONTROLS, '') : text;
}

/** How many characters of a text `withoutControls` drops, its soft breaks left out. */
export function droppedControls(text: string): number {
  return CONTROL.test(text) ? (text.replace(SOFT_BREAKS, '').match(CONTROLS)?.length ?? 0) : 0;
}

/** A number as somebody typed it, with the digits and signs that input methods write at full width made those of ASCII. */
export function halfWidthNumber(text: string): string {
  return text.replace(/[\uFF10-\uFF19\uFF0B\uFF0D\uFF0E]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0));
}
