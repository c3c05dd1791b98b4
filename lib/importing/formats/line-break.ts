/** One character at which the outline ends a line; the text between two of them is a line (UAX 14, classes BK, CR, LF and NL). */
export const LINE_BREAK = /[\n\r\v\f\u0085\u2028\u2029]/;
/** As many of them as follow one another. */
export const LINE_BREAKS = new RegExp(`${LINE_BREAK.source}+`, 'g');
