import { createServer, type Socket } from 'node:net';
import type { Env } from '../../lib/platform/env';
import { listen } from '../front/listen';
import { answerUnready } from '../answers/unready';
import { Web } from '../front/web';

/** Somebody who answers connections. */
export interface Taker {
  /** It has taken all that it was given. */
  readonly free: boolean;
  give(socket: Socket): void;
}

/**
 * Accepts connections and gives them to workers in turn, the next one only when the last is taken: so one that is
 * busy, or hangs, holds up a single connection. Not node:cluster, which listens only as long as a worker does: here
 * the port is ours from the first check to the end, whoever comes while no worker is there gets a 503, and a worker
 * that is to end is given nothing any more before it hears of it, so no connection can fall between the two.
 */
export class Acceptor {
  private readonly server = createServer({ pauseOnConnect: true, noDelay: true }, (socket) => this.hand(socket.on('error', () => undefined)));
  private readonly nobody = new Web(answerUnready);
  /** The next in turn first. */
  private readonly takers: Taker[] = [];
  private waiting: Socket[] = [];

  /** @returns the port @throws StartError when it cannot be had */
  async listen(env: Env): Promise<number> {
    this.nobody.begin();
    return listen(this.server, env);
  }

  add(taker: Taker): void {
    this.takers.push(taker);
    this.distribute();
  }

  remove(taker: Taker): void {
    const at = this.takers.indexOf(taker);
    if (at !== -1) this.takers.splice(at, 1);
    this.distribute();
  }

  /** Gives a connection, of which nothing has been read, to the next in turn. */
  hand(socket: Socket): void {
    this.waiting.push(socket);
    this.distribute();
  }

  /** To be called when a taker is free again. */
  distribute(): void {
    const before = this.waiting;
    this.waiting = [];
    for (const socket of before) {
      const at = this.takers.findIndex(({ free }) => free);
      if (this.takers.length === 0) this.nobody.take(socket);
      else if (at === -1) this.waiting.push(socket);
      else this.giveTo(at, socket);
    }
  }

  /** Takes no connection any more; those that wait are given out as before. */
  close(): void {
    this.server.close();
  }

  private giveTo(at: number, socket: Socket): void {
    const [taker] = this.takers.splice(at, 1);
    this.takers.push(taker!);
    taker!.give(socket);
  }
}
