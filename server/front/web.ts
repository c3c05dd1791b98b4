import { createServer, type IncomingMessage, type RequestListener, type Server, type ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { answerUnreadable } from '../answers/unreadable';
import { FIRST_BYTE, TIME_OUTS, type TimeOuts } from '../answers/time-outs';

/**
 * The http server of one process: time-outs against slow clients, and an end in which all that was accepted is
 * answered. Connections come from a port of its own (`server.listen`) or from another process (`take`).
 */
export class Web {
  /** For listening on a port. */
  readonly server: Server;
  private readonly sockets = new Set<Socket>();
  private readonly unanswered = new Set<ServerResponse>();
  /** Answers that wait for their turn, of clients that ask again before they are answered. */
  private readonly queued = new WeakMap<Socket, Set<ServerResponse>>();
  private closing = false;
  private hurried = false;
  private emptied: (() => void) | undefined;

  /**
   * @param answer whoever answers; may be exchanged later
   * @param timeOuts others than ours only in tests
   */
  constructor(public answer: RequestListener, timeOuts: TimeOuts = TIME_OUTS) {
    const { headers, request, keepAlive, inactivity, check } = timeOuts;
    this.server = createServer(
      { headersTimeout: headers, requestTimeout: request, keepAliveTimeout: keepAlive, connectionsCheckingInterval: check, noDelay: true },
      (asked, response) => this.hear(asked, response),
    );
    this.server.timeout = inactivity;
    this.server.on('clientError', answerUnreadable);
    this.server.on('connection', (socket: Socket) => this.watch(socket));
  }

  /** For a server that never listens itself: Node begins to look at the time-outs of connections at this event. */
  begin(): void {
    this.server.emit('listening');
  }

  /** Takes a connection that somebody else has accepted, of which nothing has been read yet. */
  take(socket: Socket): void {
    // As those have that a server of Node's accepts.
    socket.allowHalfOpen = true;
    this.server.emit('connection', socket);
    socket.resume();
  }

  /** From now on every answer ends its connection, so that clients come back by a new one. */
  announceEnd(): void {
    this.closing = true;
    for (const response of this.unanswered) if (!response.headersSent) response.setHeader('Connection', 'close');
  }

  /**
   * Answers what was accepted and ends every connection; the caller has seen to it that no new ones come.
   * May be called again with less patience.
   * @param limit milliseconds after which what is left is cut
   * @param idle whether kept-alive connections are closed at once, or left until they time out: then no client can
   *   have sent a request on a connection that is just being closed
   */
  async drain(limit: number, idle: 'at once' | 'timed out'): Promise<void> {
    this.announceEnd();
    const empty = new Promise<void>((resolve) => {
      const before = this.emptied;
      this.emptied = () => (before?.(), resolve());
    });
    const timers = [setTimeout(() => this.cut(() => true), limit)];
    if (idle === 'at once') {
      this.hurried = true;
      this.server.closeIdleConnections();
      timers.push(setTimeout(() => this.cut((socket) => socket.bytesRead === 0), Math.min(FIRST_BYTE, limit)));
    }
    if (this.sockets.size === 0) this.emptied?.();
    await empty;
    for (const timer of timers) clearTimeout(timer);
  }

  private cut(which: (socket: Socket) => boolean): void {
    for (const socket of this.sockets) if (which(socket)) socket.destroy();
  }

  private watch(socket: Socket): void {
    this.sockets.add(socket);
    socket.once('close', () => {
      this.sockets.delete(socket);
      if (this.sockets.size === 0) this.emptied?.();
    });
  }

  private hear(request: IncomingMessage, response: ServerResponse): void {
    this.unanswered.add(response);
    response.once('close', () => {
      this.unanswered.delete(response);
      // An answer that had begun before the end was announced has left its connection open.
      if (this.hurried) setImmediate(() => this.server.closeIdleConnections());
    });
    if (this.closing) response.setHeader('Connection', 'close');
    if (response.socket === null) this.queue(response, request.socket);
    this.answer(request, response);
  }

  /** Node 20 and 22 tell the answer whose turn it is that its connection has gone, and not those behind it; Node 24 does. */
  private queue(response: ServerResponse, socket: Socket): void {
    let waiting = this.queued.get(socket);
    if (!waiting) {
      const all = new Set<ServerResponse>();
      this.queued.set(socket, (waiting = all));
      socket.once('close', () => {
        // Whomever Node tells has heard of it by then and stands here no more.
        setImmediate(() => {
          for (const left of all) if (left.socket === null && !left.writableFinished) left.emit('close');
        });
      });
    }
    const own = waiting;
    own.add(response);
    response.once('close', () => own.delete(response));
  }
}
