import { Agent, request, type RequestOptions } from 'node:https';
import { answerOf, type Answer } from '../support/client';
import { SITE_NAME, type Nginx } from '../support/nginx';
import { site } from '../support/site';
import { startSite, type Site } from '../support/site-process';

interface Sent {
  headers?: Record<string, string>;
  body?: string | Buffer;
}

/** Sends a request through nginx, as a client that trusts its certificate and knows it by its name. */
export function through(nginx: Nginx): (method: string, path: string, sent?: Sent) => Promise<Answer> {
  const { hostname, port } = new URL(nginx.origin);
  const agent = new Agent({ keepAlive: true, ca: nginx.certificate, servername: SITE_NAME });
  return (method, path, { headers = {}, body } = {}) => {
    const length: Record<string, string> = body === undefined ? {} : { 'content-length': String(Buffer.byteLength(body)) };
    const options: RequestOptions = { agent, hostname, port, method, path, headers: { host: SITE_NAME, ...length, ...headers } };
    return new Promise((resolve, reject) => {
      const out = request(options, (response) => {
        answerOf(response).then(resolve, reject);
      });
      // Refused in the middle of its body, a request ends in a broken connection after the answer has come.
      out.on('error', reject);
      out.end(body);
    });
  };
}

/** With which an instance of these tests tells its metrics. */
export const METRICS_TOKEN = 'metrics-of-nginx-tests';

/** An instance of this worker's site that lives behind TLS, beside the one that the tests publish on. */
export async function startBehindTls(port: number): Promise<Site> {
  const env = { PORT: String(port), SITE_URL: `https://${SITE_NAME}`, TRUST_PROXY: 'loopback', METRICS_TOKEN };
  return startSite({ databaseUrl: site.databaseUrl, secret: site.secret, env });
}
