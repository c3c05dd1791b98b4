import { ZxcvbnFactory } from '@zxcvbn-ts/core';
import { adjacencyGraphs, dictionary } from '@zxcvbn-ts/language-common';
import { words } from '../../i18n/words';
import { isBlank } from '../../platform/characters';
import { invalid } from '../../platform/errors';
import { finding, type FindingCode } from '../../platform/findings';
import type { Locale } from '../../platform/locales';
import { shared } from '../../platform/registry';

/** Guesses below which a password is refused: what somebody tries who knows the most common ones and what people do to them. */
const FEWEST_GUESSES = 1e6;
/** Characters that must stand beside the words that everybody who knows the account tries first. */
const BESIDE_WORDS = 8;
/** Characters of a password that are looked at: looking takes longer than linear, and what is strong so far stays strong. */
const LOOKED_AT = 64;

/** The tables are built at first use: it takes a tenth of a second and ten megabytes. */
const zxcvbn = () => shared('password-blocklist', () => new ZxcvbnFactory({ dictionary, graphs: adjacencyGraphs }));

/** Whose password it is to be. */
interface Holder {
  email: string;
  name: string;
}

const SITE_LOCALES: readonly Locale[] = ['zh-CN', 'en'];
const siteNames = () => ['anli', ...SITE_LOCALES.map((locale) => words(locale).common.siteName)];

/** The address, its parts, the name, its parts and the site's name: no password is made of these alone. */
function expectedWords({ email, name }: Holder): string[] {
  const [local = '', host = ''] = email.split('@');
  // Neither "com" nor "www": they stand in too many words.
  const labels = host.split('.').slice(0, -1).filter((label) => label.length > 3);
  const parts = [email, local, ...local.split(/[._+-]/), host, ...labels, name, ...name.split(/\s+/), ...siteNames()];
  const known = parts.map(fold).filter((part) => Array.from(part).length >= (/^[\x20-\x7e]*$/.test(part) ? 3 : 2));
  return [...new Set(known)].sort((one, other) => other.length - one.length);
}

const fold = (text: string) => text.normalize('NFKC').toLowerCase();

/**
 * What is wrong with a password, other than its length, as NIST SP 800-63B asks (section 3.1.1.2 of its revision 4): it is not
 * to be one of the commonly used or expected ones, nor the person's or the site's name and little else. Which kinds of characters it
 * is made of is no matter. The list, and what people do to it (12 behind a word, a row of keys, one part repeated), is
 * zxcvbn's.
 * @returns null where nothing is wrong
 */
export function passwordFault(password: string, holder: Holder): Extract<FindingCode, `password_${string}`> | null {
  if (isBlank(password)) return 'password_blank';
  const known = expectedWords(holder);
  const folded = fold(password);
  const rest = known.reduce((left, word) => left.replaceAll(word, ''), folded);
  if (rest !== folded && Array.from(rest).filter((character) => !isBlank(character)).length < BESIDE_WORDS) return 'password_expected';
  // As typed too: full-width digits are digits, and the letters' case is a part of what has to be guessed.
  const seen = Array.from(password.normalize('NFKC')).slice(0, LOOKED_AT).join('');
  return zxcvbn().check(seen, known).guesses < FEWEST_GUESSES ? 'password_common' : null;
}

/**
 * Refuses a password that others would guess.
 * @param field where it stands in the input
 * @throws DomainError invalid
 */
export function refuseGuessable(field: string, password: string, holder: Holder): void {
  const fault = passwordFault(password, holder);
  if (fault) throw invalid([finding([field], fault)]);
}
