import type { z } from 'zod';
import { MOST_FINDINGS, pointer, type Finding, type FindingCode } from '../platform/findings';
import { fill } from './fill';
import { words } from './words';

/** A finding that can be shown. */
export interface WordedFinding extends Finding {
  message: string;
}

/** The finding with words in the site's language. */
export function inWords({ path, code, message }: Finding): WordedFinding {
  return { path, code, message: message ?? words().errors.findings[code as FindingCode] };
}

/** Every issue that zod found, each with its path, code and words in the site's language; a hundred at most. */
export function fromZod(error: z.ZodError): WordedFinding[] {
  return error.issues.slice(0, MOST_FINDINGS).flatMap(toFindings).slice(0, MOST_FINDINGS);
}

function toFindings(issue: z.core.$ZodIssue): WordedFinding[] {
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
      if (issue.origin === 'string' && issue.minimum === 1) return schema.empty;
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
