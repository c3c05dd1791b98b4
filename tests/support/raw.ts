import { connect, type Socket } from 'node:net';

/** Bytes on a socket, for requests that no client library would send. */
export interface RawConnection {
  write(bytes: string | Uint8Array): void;
  /** The status of the answer, as soon as its first line has come. */
  status(): Promise<number>;
  /** Resolves once this has come. @throws Error when the connection ends before */
  received(part: RegExp): Promise<void>;
  /** Everything that came, once the server has ended the connection, in whichever way. */
  all(): Promise<string>;
  /** Reads no more, until the connection is closed. */
  pause(): void;
  close(): void;
}

const STATUS_LINE = /^HTTP\/1\.1 ([2-5]\d{2})/m;

/** @param origin http://HOST:PORT */
export function openRaw(origin: string): RawConnection {
  const { hostname, port } = new URL(origin);
  const socket: Socket = connect({ host: hostname, port: Number(port) });
  let text = '';
  let failure: Error | undefined;
  const waiting = new Set<() => void>();
  const look = () => [...waiting].forEach((wake) => wake());
  socket.on('data', (part: Buffer) => {
    text += part.toString('latin1');
    look();
  });
  socket.on('error', (error) => (failure = error));
  const ended = new Promise<void>((resolve) => socket.once('close', () => (look(), resolve())));

  const until = <T>(find: () => T | undefined): Promise<T> =>
    new Promise((resolve, reject) => {
      const wake = () => {
        const found = find();
        if (found === undefined && !socket.destroyed) return;
        waiting.delete(wake);
        if (found !== undefined) resolve(found);
        else reject(failure ?? new Error(`The connection was closed after: ${text.slice(0, 200)}`));
      };
      waiting.add(wake);
      wake();
    });

  return {
    write: (bytes) => void (socket.writable && socket.write(bytes)),
    status: () => until(() => (STATUS_LINE.test(text) ? Number(STATUS_LINE.exec(text)?.[1]) : undefined)),
    received: (part) => until(() => part.test(text) || undefined).then(() => undefined),
    all: async () => {
      await ended;
      return text;
    },
    pause: () => void socket.pause(),
    close: () => socket.destroy(),
  };
}
