import { connect, createServer, type Socket } from 'node:net';
import type { AddressInfo } from 'node:net';

/** A cable between a site and its database that can be pulled out. */
export interface Cable {
  /** The database's address through this cable. */
  url: string;
  /** Ends every connection; new ones are refused. */
  cut(): Promise<void>;
  /** New connections are taken and then nothing is said, as by a host that has died; old ones are ended. */
  stall(): void;
  /** Connections stay, new ones are taken, and every byte of either side is lost, as on a network that has gone. */
  swallow(): void;
  /** What the database says to those who are connected stays under way until `mend`; what they say arrives. */
  hold(): void;
  /** All is well again. */
  mend(): Promise<void>;
  /** Bytes that the database has said so far. */
  carried(): number;
}

interface Way {
  near: Socket;
  far: Socket;
}

/** Puts a TCP proxy before a database. */
export async function layCable(databaseUrl: string): Promise<Cable> {
  const target = new URL(databaseUrl);
  const sockets = new Set<Socket>();
  const ways = new Set<Way>();
  let stalled = false;
  let swallowing = false;
  let held = false;
  let carried = 0;
  const server = createServer((near) => {
    sockets.add(near);
    near.on('error', () => undefined).on('close', () => sockets.delete(near));
    if (stalled) return;
    const far = connect({ host: target.hostname, port: Number(target.port) });
    const way = { near, far };
    ways.add(way);
    near.on('close', () => (far.destroy(), ways.delete(way)));
    far.on('error', () => near.destroy()).on('close', () => near.destroy());
    far.on('data', (bytes: Buffer) => (carried += bytes.length));
    if (swallowing) part(way);
    else join(way);
  });
  const join = ({ near, far }: Way) => void near.pipe(far).pipe(near);
  const part = ({ near, far }: Way) => {
    near.unpipe(far).resume();
    far.unpipe(near).resume();
  };
  const listen = (port: number) => new Promise<void>((resolve, reject) => server.once('error', reject).listen(port, '127.0.0.1', resolve));
  const endAll = () => {
    for (const socket of sockets) socket.destroy();
  };
  await listen(0);
  const { port } = server.address() as AddressInfo;
  const url = new URL(databaseUrl);
  url.hostname = '127.0.0.1';
  url.port = String(port);
  return {
    url: url.href,
    cut: async () => {
      if (!server.listening) return;
      const closed = new Promise((resolve) => server.close(resolve));
      endAll();
      await closed;
    },
    stall: () => {
      stalled = true;
      endAll();
    },
    swallow: () => {
      swallowing = true;
      for (const way of ways) part(way);
    },
    hold: () => {
      for (const { near, far } of ways) far.unpipe(near);
      held = true;
    },
    carried: () => carried,
    mend: async () => {
      stalled = false;
      if (held) for (const { near, far } of ways) far.pipe(near);
      else if (swallowing) for (const way of ways) join(way);
      else endAll();
      held = swallowing = false;
      if (!server.listening) await listen(port);
    },
  };
}
