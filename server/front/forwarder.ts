import { Agent, request as ask, type IncomingMessage, type OutgoingHttpHeaders, type ServerResponse } from 'node:http';
import { connect } from 'node:net';
import type { Duplex } from 'node:stream';
import { LIMITS } from '../../lib/platform/limits';
import { log } from '../../lib/platform/log';
import type { RequestScope } from '../../lib/platform/request-scope';
import type { Route } from '../../lib/platform/routes/table';
import { semaphore, type Asker, type Patience, type Turn } from '../../lib/platform/semaphore';
import { QUERIES } from '../application/calls';
import { sendFault } from '../answers/send-problem';
import { WORK } from '../answers/time-outs';

/** What belongs to one connection and not to the message (RFC 9110, 7.6.1), and what Node sees to by itself. */
const OF_CONNECTION = new Set(['connection', 'keep-alive', 'proxy-connection', 'transfer-encoding', 'te', 'trailer', 'upgrade', 'expect', 'date']);

/** Bytes of a form or of JSON up to which it is received whole before it is handed on. */
const SHORT = 64 * 1024;
const SHORT_TYPE = /^application\/(?:json|x-www-form-urlencoded)\b/i;
/**
 * How long (milliseconds) what is longer holds its place, unless it is answered: it comes at its client's pace, and a file then
 * waits once more, for those that read files.
 */
const LONG_HOLD = 250;
/** Bytes of headers of one answer: as many cookies as a browser may hold can be taken away by it. */
const MOST_HEADERS = 256 * 1024;
/** How long a connection to the application is kept that nothing goes through, in milliseconds. */
const IDLE = 10_000;

/** What others must not wait behind: whoever asks whether the process lives is told so also while it waits for the database. */
const PROBES: readonly string[] = ['/api/health', '/api/health/ready'] satisfies Route[];

interface Exchange {
  request: IncomingMessage;
  response: ServerResponse;
  scope: RequestScope;
  /** Of the request: the bytes, or the request itself for those that are still to come. */
  body: Buffer | IncomingMessage;
  /** How long the client's connection may be silent, in milliseconds, while it is the client's turn. */
  inactivity: number;
}

/**
 * Hands requests on to a server behind a socket file, and its answers back, as they come. Only so many are there at once; the
 * others wait here, where their order is known. (Without that, connections to the server that have been accepted are used
 * again and again, while it accepts a new one only now and then: most of two hundred clients wait until the others have gone.)
 */
export class Forwarder {
  // As many free ones as there are: what had to be connected anew would wait behind what is connected.
  private readonly agent = new Agent({ keepAlive: true, maxFreeSockets: 1_024, timeout: IDLE });
  private readonly turn: Turn;
  private readonly probes: Map<string, Turn>;

  /**
   * @param atOnce requests that the server is given at a time; each probe may be there as often again
   * @param patience of those that wait; another than ours only in tests
   */
  constructor(private readonly socketPath: string, atOnce: number, patience: Patience = LIMITS.requests) {
    this.turn = semaphore(atOnce, patience);
    this.probes = new Map(PROBES.map((route) => [route, semaphore(atOnce, patience)]));
  }

  /**
   * Answers when it is the asker's turn.
   * @throws DomainError busy where that did not come; nothing has been sent
   */
  async forward(request: IncomingMessage, response: ServerResponse, scope: RequestScope, asker: Asker): Promise<void> {
    const { socket } = request;
    const inactivity = socket.timeout ?? 0;
    // While we work on an answer it is not the client who is slow.
    request.on('end', () => {
      if (!response.headersSent) socket.setTimeout(WORK);
    });
    const body = isShort(request) ? await received(request) : request;
    if (body === null) return;
    const turn = this.probes.get(scope.route) ?? this.turn;
    try {
      await turn(() => this.exchange({ request, response, scope, body, inactivity }), asker);
    } catch (error) {
      socket.setTimeout(inactivity);
      request.resume();
      throw error;
    }
  }

  /**
   * Sends a request on and its answer back.
   * @returns resolves when the server has done its part: the rest is the client's, who may be slow
   */
  private exchange({ request, response, scope, body, inactivity }: Exchange): Promise<void> {
    const { socketPath, agent } = this;
    const onward = ask({ socketPath, agent, method: request.method!, path: request.url!, headers: onwardHeaders(request), setHost: false, maxHeaderSize: MOST_HEADERS });
    const done = new Promise<void>((resolve) => {
      onward.on('close', resolve);
      onward.on('response', (answer) => answer.on('pause', resolve));
      if (!Buffer.isBuffer(body)) setTimeout(resolve, LONG_HOLD).unref();
    });
    onward.on('response', (answer) => {
      request.socket.setTimeout(inactivity);
      response.writeHead(answer.statusCode!, answer.statusMessage, backHeaders(answer, scope));
      answer.pipe(response);
      answer.on('error', () => response.destroy());
      // Node's client stops sending when the answer is whole, though it was refused before all of the body was sent.
      answer.on('end', () => {
        if (!onward.writableFinished) onward.destroy();
      });
    });
    onward.on('error', (error: NodeJS.ErrnoException) => {
      // The client is gone, or has had its answer before all that it sent was read.
      if (response.destroyed || response.writableEnded) return;
      if (response.headersSent) return void response.destroy();
      log().error({ err: error, requestId: scope.id }, 'request could not be forwarded');
      sendFault(request, response, scope.id);
    });
    response.on('close', () => {
      if (!response.writableFinished) onward.destroy();
    });
    if (Buffer.isBuffer(body)) {
      onward.end(body.length > 0 ? body : undefined);
    } else {
      body.pipe(onward);
      // What nobody reads any more of a refused body has to go by, or the client's connection could not be used again.
      onward.on('close', () => body.unpipe(onward).resume());
    }
    return done;
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

/** Whether it has a body that is worth waiting for before anybody is asked to do something with it. */
function isShort({ headers }: IncomingMessage): boolean {
  if (headers['transfer-encoding'] !== undefined) return false;
  const length = Number(headers['content-length'] ?? 0);
  return length === 0 || (length <= SHORT && SHORT_TYPE.test(headers['content-type'] ?? ''));
}

/** The body of a request; null where its client went away before it had come. */
function received(request: IncomingMessage): Promise<Buffer | null> {
  return new Promise((resolve) => {
    const parts: Buffer[] = [];
    request.on('data', (part: Buffer) => parts.push(part));
    request.on('end', () => resolve(Buffer.concat(parts)));
    request.on('close', () => resolve(null));
  });
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
