import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { networkOf } from '../../lib/platform/http/client-network';
import type { Asker } from '../../lib/platform/semaphore';

/**
 * Who asks, for the order in which those are served whose answer has to be made. Clients of different networks take turns.
 * Who was sent away takes up his old place on the same connection: else, under a load that stays, it could be the same ones
 * each time.
 */
export class Askers {
  private readonly sentAway = new WeakMap<Socket, number>();

  /** @param clientAddress IPv4, IPv6, or 'unknown' */
  of({ socket }: IncomingMessage, response: ServerResponse, clientAddress: string): Required<Asker> {
    const gone = new AbortController();
    response.once('close', () => gone.abort());
    const since = this.sentAway.get(socket) ?? performance.now();
    this.sentAway.delete(socket);
    return { owner: networkOf(clientAddress), since, signal: gone.signal };
  }

  /** Remembers that he was told to come back. */
  sendAway({ socket }: IncomingMessage, since: number): void {
    this.sentAway.set(socket, since);
  }
}
