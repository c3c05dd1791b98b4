import { z } from 'zod';
import type { Finding } from './errors';
import { siteLocale, words } from './i18n/words';

export type FindingCode = keyof ReturnType<typeof words>['errors']['findings'];

/** One of our own findings, in the words of the site's language. */
export function finding(path: (string | number)[], code: FindingCode): Finding {
  return { path: pointer(path), code, message: words().errors.findings[code] };
}

/** A JSON Pointer (RFC 6901): '' for the whole, '/sections/0/heading' inside. */
export function pointer(path: readonly PropertyKey[]): string {
  return path.map((step) => `/${String(step).replace(/~/g, '~0').replace(/\//g, '~1')}`).join('');
}

/** At most this many findings in one answer; the rest would help nobody. */
const MOST = 100;

/** Every issue that zod found, each with its path, code and words in the site's language. */
export function fromZod(error: z.ZodError): Finding[] {
  const locale = siteLocale() === 'en' ? z.locales.en() : z.locales.zhCN();
  return error.issues.slice(0, MOST).flatMap((issue) => toFindings(issue, locale));
}

function toFindings(issue: z.core.$ZodIssue, locale: ReturnType<typeof z.locales.en>): Finding[] {
  if (issue.code === 'unrecognized_keys') {
    const message = text(issue, locale);
    return issue.keys.map((key) => ({ path: pointer([...issue.path, key]), code: 'unrecognized_key', message }));
  }
  const own = issue.code === 'custom' ? (issue.params?.code as FindingCode | undefined) : undefined;
  if (own) return [{ path: pointer(issue.path), code: own, message: words().errors.findings[own] }];
  return [{ path: pointer(issue.path), code: issue.code, message: text(issue, locale) }];
}

function text(issue: z.core.$ZodIssue, locale: ReturnType<typeof z.locales.en>): string {
  const said = locale.localeError(issue as z.core.$ZodRawIssue);
  return (typeof said === 'string' ? said : said?.message) ?? issue.message;
}
