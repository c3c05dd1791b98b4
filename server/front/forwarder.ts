import { Agent, request as ask, type IncomingMessage, type OutgoingHttpHeaders, type ServerResponse } from 'node:http';
import { connect } from 'node:net';
import type { Duplex } from 'node:stream';
import { log } from '../../lib/platform/log';
import type { RequestScope } from '../../lib/platform/request-scope';
import { QUERIES } from '../application/calls';
import { sendFault } from '../answers/send-problem';
import { WORK } from '../answers/time-outs';

/** What belongs to one connection and not to the message (RFC 9110, 7.6.1), and what Node sees to by itself. */
const OF_CONNECTION = new Set(['connection', 'keep-alive', 'proxy-connection', 'transfer-encoding', 'te', 'trailer', 'upgrade', 'expect', 'date']);

/** Hands requests on to a server behind a socket file, and its answers back, as they come. */
export class Forwarder {
  private readonly agent = new Agent({ keepAlive: true, maxFreeSockets: 16 });

  constructor(private readonly socketPath: string) {}

  forward(request: IncomingMessage, response: ServerResponse, scope: RequestScope): void {
    const { socketPath, agent } = this;
    const { socket } = request;
    const patience = socket.timeout;
    // While we work on an answer it is not the client who is slow.
    request.on('end', () => {
      if (!response.headersSent) socket.setTimeout(WORK);
    });
    const onward = ask({ socketPath, agent, method: request.method!, path: request.url!, headers: onwardHeaders(request), setHost: false });
    onward.on('response', (answer) => {
      socket.setTimeout(patience ?? 0);
      response.writeHead(answer.statusCode!, answer.statusMessage, backHeaders(answer, scope));
      answer.pipe(response);
      answer.on('error', () => response.destroy());
      // Node's client stops sending when the answer is whole, though it was refused before all of the body was sent.
      answer.on('end', () => {
        if (!onward.writableFinished) onward.destroy();
      });
    });
    onward.on('error', (error) => {
      // The client is gone, or has had its answer before all that it sent was read.
      if (response.destroyed || response.writableEnded) return;
      if (response.headersSent) return void response.destroy();
      log().error({ err: error, requestId: scope.id }, 'request could not be forwarded');
      sendFault(request, response, scope.id);
    });
    response.on('close', () => {
      if (!response.writableFinished) onward.destroy();
    });
    request.pipe(onward);
    // What nobody reads any more of a refused body has to go by, or the client's connection could not be used again.
    onward.on('close', () => request.unpipe(onward).resume());
  }

  /** Hands a connection on that is to speak another protocol, and what it says back. */
  upgrade(request: IncomingMessage, socket: Duplex, head: Buffer): void {
    const onward = connect(this.socketPath);
    const { method, url, rawHeaders } = request;
    const headers = rawHeaders.map((text, at) => (at % 2 === 0 ? `${text}: ` : `${text}\r\n`)).join('');
    onward.write(`${method} ${url} HTTP/1.1\r\n${headers}\r\n`, 'latin1');
    onward.write(head);
    socket.pipe(onward).pipe(socket);
    // Whichever side ends or breaks, the other one ends with it.
    for (const [one, other] of [[socket, onward], [onward, socket]] as const) one.on('error', () => undefined).on('close', () => other.destroy());
  }

  /** Closes what is idle; nothing is forwarded any more. */
  close(): void {
    this.agent.destroy();
  }
}

function onwardHeaders({ headers }: IncomingMessage): OutgoingHttpHeaders {
  const onward: OutgoingHttpHeaders = {};
  for (const name in headers) if (!OF_CONNECTION.has(name)) onward[name] = headers[name];
  // Node would send a body of unknown length with some methods only.
  if (headers['transfer-encoding'] !== undefined) onward['transfer-encoding'] = 'chunked';
  return onward;
}

/** The answer's headers, name and value in turn, but for what is told to us alone. */
function backHeaders({ rawHeaders }: IncomingMessage, scope: RequestScope): string[] {
  const back: string[] = [];
  for (let at = 0; at < rawHeaders.length; at += 2) {
    const name = rawHeaders[at]!.toLowerCase();
    if (name === QUERIES) {
      const [queries, ms] = rawHeaders[at + 1]!.split(' ').map(Number);
      scope.queries += queries!;
      scope.queryMs += ms!;
    } else if (!OF_CONNECTION.has(name)) {
      back.push(rawHeaders[at]!, rawHeaders[at + 1]!);
    }
  }
  return back;
}
