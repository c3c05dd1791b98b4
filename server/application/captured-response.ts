import { ServerResponse, type IncomingMessage, type OutgoingHttpHeader, type OutgoingHttpHeaders } from 'node:http';

type WriteDone = (error?: Error | null) => void;

/**
 * A response that is kept instead of sent, so that the server in front can look at Next's whole answer before
 * anything of it leaves.
 */
export class CapturedResponse extends ServerResponse {
  private readonly parts: Buffer[] = [];
  private readonly done: Promise<void>;
  private complete!: () => void;

  constructor(request: IncomingMessage) {
    super(request);
    this.done = new Promise((resolve) => {
      this.complete = resolve;
    });
  }

  /** The whole body; resolves when the handler has ended its answer. */
  async body(): Promise<Buffer> {
    await this.done;
    return Buffer.concat(this.parts);
  }

  override writeHead(status: number, ...rest: unknown[]): this {
    this.statusCode = status;
    const headers = rest.at(-1);
    if (typeof headers === 'object' && headers !== null) {
      for (const [name, value] of headerPairs(headers as OutgoingHttpHeaders | OutgoingHttpHeader[])) this.setHeader(name, value);
    }
    return this;
  }

  override write(chunk: unknown, encoding?: BufferEncoding | WriteDone, done?: WriteDone): boolean {
    this.keep(chunk, encoding);
    const callback = typeof encoding === 'function' ? encoding : done;
    if (callback) queueMicrotask(() => callback());
    return true;
  }

  override end(chunk?: unknown, encoding?: BufferEncoding | (() => void), done?: () => void): this {
    if (this.finished) return this;
    if (chunk !== undefined && typeof chunk !== 'function') this.keep(chunk, encoding);
    this.finished = true;
    const callback = [chunk, encoding, done].find((argument) => typeof argument === 'function') as (() => void) | undefined;
    queueMicrotask(() => {
      callback?.();
      this.emit('finish');
      this.emit('close');
      this.complete();
    });
    return this;
  }

  override flushHeaders(): void {}

  /** Whoever asked is gone: Next aborts the signal of the request then. What is still said is kept as before. */
  leave(): void {
    if (!this.finished) this.emit('close');
  }

  private keep(chunk: unknown, encoding: unknown): void {
    if (chunk === null || chunk === undefined) return;
    this.parts.push(
      typeof chunk === 'string'
        ? Buffer.from(chunk, typeof encoding === 'string' ? (encoding as BufferEncoding) : 'utf8')
        : Buffer.from(chunk as Uint8Array),
    );
  }
}

function headerPairs(headers: OutgoingHttpHeaders | OutgoingHttpHeader[]): [string, OutgoingHttpHeader][] {
  if (!Array.isArray(headers)) return Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]));
  const pairs: [string, OutgoingHttpHeader][] = [];
  for (let i = 0; i + 1 < headers.length; i += 2) pairs.push([String(headers[i]), headers[i + 1]!]);
  return pairs;
}
