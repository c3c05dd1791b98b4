import { create } from 'content-disposition';
import { cut } from '../plain-text';

/** What some system does not take in a file's name, and what is not seen but turns the reading direction or hides an ending. */
const UNSAFE = /[\p{Cc}\p{Cf}\p{Zl}\p{Zp}<>:"/\\|?*]/gu;
const ENDING = /\.[A-Za-z0-9]{1,8}$/;
/** Characters of a name without its ending: file systems take 255 bytes, and a Chinese character has three. */
const LONGEST = 80;

/**
 * The Content-Disposition under which a browser saves or shows a file (RFC 6266). A name that is not ASCII goes as UTF-8
 * in `filename*`, with an ASCII one beside it for programs that know no other.
 * @param name as people shall read it, with its ending; what a file's name cannot hold is taken out, and one that is too
 *   long is cut before its ending
 */
export function contentDisposition(name: string, type: 'attachment' | 'inline' = 'attachment'): string {
  const plain = name.toWellFormed().replace(UNSAFE, ' ').replace(/\s+/g, ' ');
  const [ending = ''] = ENDING.exec(plain) ?? [];
  // A dot in front hides a file, and one behind is dropped by some systems.
  const stem = cut(plain.slice(0, plain.length - ending.length).replace(/^[. ]+/, ''), LONGEST).replace(/[. ]+$/, '');
  return create(`${stem || 'file'}${ending}`, { type, fallback: `${inAscii(stem)}${ending}` });
}

/** What is left of a name where only ASCII is known; some clients decode `%41` besides. */
function inAscii(stem: string): string {
  const left = stem.replace(/[^\x20-\x7e]+|%/g, '_').replace(/_+/g, '_');
  return /[A-Za-z0-9]/.test(left) ? left : 'file';
}
