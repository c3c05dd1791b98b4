import { unavailableError } from '../platform/unavailable';
import { DomainError, ERROR_STATUS, isDomainError } from '../platform/errors';
import { inWords } from '../i18n/findings';
import { words } from '../i18n/words';
import { PRIVATE, REQUEST_ID } from '../platform/http/headers';

/** Turns whatever was thrown into one of the closed list of errors; a fault stays a fault, without its words. */
export function toDomainError(error: unknown): DomainError {
  if (isDomainError(error)) return error;
  return unavailableError(error) ?? new DomainError('internal');
}

/** The body of a problem details answer (RFC 9457); `errors` are findings with JSON Pointers, `current` the state that won. */
export function problemBody({ code, details }: DomainError, requestId: string) {
  const { titles, conflicts, documents } = words().errors;
  return {
    type: `/problems/${code}`,
    title: titles[code],
    status: ERROR_STATUS[code],
    code,
    ...(details.reason ? { reason: details.reason, detail: { ...conflicts, ...documents }[details.reason] } : {}),
    ...(details.detail ? { detail: details.detail } : {}),
    ...(details.file ? { file: details.file } : {}),
    ...(details.findings ? { errors: details.findings.map(inWords) } : {}),
    ...(details.current === undefined ? {} : { current: details.current }),
    ...(details.dependencies ? { dependencies: details.dependencies } : {}),
    requestId,
  };
}

/** The answer for an error: application/problem+json, private, with Retry-After where waiting helps. */
export function problemResponse(error: DomainError, requestId: string): Response {
  const headers: Record<string, string> = {
    'content-type': 'application/problem+json; charset=utf-8',
    'cache-control': PRIVATE,
    [REQUEST_ID]: requestId,
  };
  if (error.details.retryAfter !== undefined) headers['retry-after'] = String(error.details.retryAfter);
  return new Response(JSON.stringify(problemBody(error, requestId)), { status: ERROR_STATUS[error.code], headers });
}
