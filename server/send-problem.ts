import type { ServerResponse } from 'node:http';
import type { DomainError } from '../lib/errors';
import { problemResponse } from '../lib/http/problem';

/** Answers with a problem (RFC 9457). */
export async function sendProblem(response: ServerResponse, error: DomainError, requestId: string): Promise<void> {
  const problem = problemResponse(error, requestId);
  for (const [name, value] of problem.headers) response.setHeader(name, value);
  response.writeHead(problem.status);
  response.end(await problem.text());
}
