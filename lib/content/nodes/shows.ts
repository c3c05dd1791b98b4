/** A character that shows: no space, no control, no invisible format character, no blank that poses as a letter. */
const VISIBLE = /[^\s\p{Cc}\p{Cf}\p{Zs}\u115F\u1160\u2800\u3164\uFE00-\uFE0F\uFFA0]/u;

/** Whether a text holds a character that a reader would see. */
export function shows(text: string): boolean {
  return VISIBLE.test(text);
}
