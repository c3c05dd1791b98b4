import { createServer, type Socket } from 'node:net';
import type { Env } from '../lib/env';
import { listen } from './listen';
import { answerUnready } from './unready';
import { Web } from './web';

/** Somebody who answers connections. */
export interface Taker {
  /** Connections that it was given and has not taken yet. */
  readonly pending: number;
  give(socket: Socket): void;
}

/**
 * Accepts connections and gives them to workers in turn, past those that have not taken the last one yet.
 * Not node:cluster, which listens only as long as a worker does: here the port is ours from the first check to the
 * end, whoever comes while no worker is there gets a 503, and a worker that is to end is given nothing any more
 * before it hears of it, so no connection can fall between the two.
 */
export class Acceptor {
  private readonly server = createServer({ pauseOnConnect: true, noDelay: true }, (socket) => this.hand(socket.on('error', () => undefined)));
  private readonly nobody = new Web(answerUnready);
  private readonly takers: Taker[] = [];
  private turn = 0;

  /** @returns the port @throws StartError when it cannot be had */
  async listen(env: Env): Promise<number> {
    this.nobody.begin();
    return listen(this.server, env);
  }

  add(taker: Taker): void {
    this.takers.push(taker);
  }

  remove(taker: Taker): void {
    const at = this.takers.indexOf(taker);
    if (at !== -1) this.takers.splice(at, 1);
  }

  /** Gives a connection, of which nothing has been read, to the next in turn. */
  hand(socket: Socket): void {
    if (socket.destroyed) return;
    const taker = this.next();
    if (taker) taker.give(socket);
    else this.nobody.take(socket);
  }

  /** Takes no connection any more. */
  close(): void {
    this.server.close();
  }

  private next(): Taker | undefined {
    this.turn += 1;
    const inTurn = this.takers.map((_, n) => this.takers[(this.turn + n) % this.takers.length]!);
    const free = inTurn.find(({ pending }) => pending === 0);
    return free ?? inTurn.sort((one, other) => one.pending - other.pending)[0];
  }
}
