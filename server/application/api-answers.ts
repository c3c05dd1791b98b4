import type { IncomingMessage, ServerResponse } from 'node:http';
import { DomainError } from '../../lib/platform/errors';
import { sendProblem } from '../answers/send-problem';
import { capture, type NextHandler } from './renderer';
import { beginStream, sendCaptured } from './send-captured';

/** Answers a request of the API; fails where the handler does. The common headers stand on the response already. */
export type AnswerApi = (request: IncomingMessage, response: ServerResponse, requestId: string) => Promise<void>;

/** Next answers an unknown path or method of the API with a page or with nothing; a program gets a problem. */
export function createApiAnswers(handler: NextHandler): AnswerApi {
  return async (request, response, requestId) => {
    const head = request.method === 'HEAD';
    const { captured, body } = await capture(handler, request, response, (begun) => beginStream(response, begun, head));
    if (captured.isStreamed) return;
    const type = String(captured.getHeader('content-type') ?? '');
    if (captured.statusCode === 405) {
      response.setHeader('Allow', await allowedMethods(request));
      return sendProblem(response, new DomainError('method_not_allowed'), requestId);
    }
    // A handler that has failed past our own `catch` is answered with a status and nothing else.
    if (type.startsWith('text/html') || (type === '' && captured.statusCode >= 500)) {
      return sendProblem(response, new DomainError(captured.statusCode >= 500 ? 'internal' : 'not_found'), requestId);
    }
    await sendCaptured({ request, response, captured, body, head });
  };

  /** RFC 9110 wants a 405 to say what is allowed; Next says it only to OPTIONS. */
  async function allowedMethods(request: IncomingMessage): Promise<string> {
    request.method = 'OPTIONS';
    const { captured } = await capture(handler, request);
    return String(captured.getHeader('allow') ?? '');
  }
}
