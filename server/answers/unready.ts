import type { RequestListener } from 'node:http';
import { sendPlain } from './plain-page';
import { commonHeaders } from './security-headers';

/** Answers while there is nobody yet, or nobody left, who could answer better: 503, come back on a new connection. */
export const answerUnready: RequestListener = (_request, response) => {
  for (const [name, value] of Object.entries(commonHeaders(false))) response.setHeader(name, value);
  response.setHeader('Connection', 'close');
  sendPlain(response, 503);
};
