import type { IncomingMessage, ServerResponse } from 'node:http';
import { DomainError } from '../../lib/platform/errors';
import { problemResponse } from '../../lib/api/problem';
import { surfaceOf } from '../../lib/platform/routes/match';
import { sendPlain } from './plain-page';
import { decodedPath } from './security-headers';

/** Answers with a problem (RFC 9457). */
export async function sendProblem(response: ServerResponse, error: DomainError, requestId: string): Promise<void> {
  const problem = problemResponse(error, requestId);
  for (const [name, value] of problem.headers) response.setHeader(name, value);
  response.writeHead(problem.status);
  response.end(await problem.text());
}

/**
 * Answers where what was asked for cannot be: with a problem where programs ask, with the plain page elsewhere. Nothing is sent yet.
 * @param error a fault of ours, or that there is too much to do just now
 */
export function sendFault({ url = '' }: IncomingMessage, response: ServerResponse, requestId: string, error = new DomainError('internal')): void {
  const path = decodedPath(url);
  if (path !== null && surfaceOf(path) === 'api') void sendProblem(response, error, requestId);
  else sendPlain(response, error.code === 'busy' ? 503 : 500);
}
