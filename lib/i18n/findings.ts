import type { z } from 'zod';
import type { Finding } from '../platform/errors';
import { fill } from './fill';
import { words } from './words';

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
export const MOST_FINDINGS = 100;

/** Every issue that zod found, each with its path, code and words in the site's language; a hundred at most. */
export function fromZod(error: z.ZodError): Finding[] {
  return error.issues.slice(0, MOST_FINDINGS).flatMap(toFindings).slice(0, MOST_FINDINGS);
}

function toFindings(issue: z.core.$ZodIssue): Finding[] {
  const { schema, findings } = words().errors;
  if (issue.code === 'unrecognized_keys') {
    return issue.keys
      .slice(0, MOST_FINDINGS)
      .map((key) => ({ path: pointer([...issue.path, key]), code: 'unrecognized_key', message: fill(schema.unknown_key, { key }) }));
  }
  const own = issue.code === 'custom' ? (issue.params?.code as FindingCode | undefined) : undefined;
  if (own) return [{ path: pointer(issue.path), code: own, message: findings[own] }];
  return [{ path: pointer(issue.path), code: issue.code, message: schemaWords(issue) }];
}

/** What a schema wants, in words for people: zod's own speak of its types. */
function schemaWords(issue: z.core.$ZodIssue): string {
  const { schema } = words().errors;
  const types: Partial<Record<string, string>> = schema.types;
  switch (issue.code) {
    case 'invalid_type':
      return issue.input === undefined && issue.message.endsWith('undefined')
        ? schema.missing
        : fill(schema.type, { expected: types[issue.expected] ?? issue.expected });
    case 'too_small':
      return fill(issue.origin === 'string' ? schema.too_short : issue.origin === 'array' ? schema.too_few : schema.too_low, { limit: String(issue.minimum) });
    case 'too_big':
      return fill(issue.origin === 'string' ? schema.too_long : issue.origin === 'array' ? schema.too_many : schema.too_high, { limit: String(issue.maximum) });
    case 'invalid_value':
      return fill(schema.option, { options: issue.values.join('、') });
    case 'invalid_format':
      return issue.format === 'email' ? schema.email : schema.format;
    default:
      return schema.other;
  }
}
