import { connect, type Socket } from 'node:net';
import { site } from './site';

/** Bytes on a socket, for requests that no client library would send. */
export interface RawConnection {
  write(bytes: string | Uint8Array): void;
  /** The status of the answer, as soon as its first line has come. */
  status(): Promise<number>;
  /** Everything that came until the server closed, or all of an answer with Content-Length. */
  close(): void;
}

const STATUS_LINE = /^HTTP\/1\.1 (\d{3})/;

export function openRaw(): RawConnection {
  const { hostname, port } = new URL(site.origin);
  const socket: Socket = connect({ host: hostname, port: Number(port) });
  let received = '';
  const answered = new Promise<number>((resolve, reject) => {
    socket.on('data', (part: Buffer) => {
      received += part.toString('latin1');
      const [, code] = STATUS_LINE.exec(received) ?? [];
      if (code) resolve(Number(code));
    });
    // After an answer has come, a reset connection says only that the rest was not wanted.
    socket.on('error', reject);
    socket.on('close', () => reject(new Error(`The connection was closed after: ${received.slice(0, 200)}`)));
  });
  answered.catch(() => undefined);
  return {
    write: (bytes) => void (socket.writable && socket.write(bytes)),
    status: () => answered,
    close: () => socket.destroy(),
  };
}
