import { ServerResponse, type IncomingMessage, type OutgoingHttpHeader, type OutgoingHttpHeaders } from 'node:http';
import { STREAMED } from '../../lib/platform/http/headers';

type WriteDone = (error?: Error | null) => void;

/**
 * A response that is kept instead of sent, so that the server in front can look at Next's whole answer before
 * anything of it leaves. One that says that it comes in pieces (STREAMED) goes on as it comes, and no faster than it is taken.
 */
export class CapturedResponse extends ServerResponse {
  private readonly parts: Buffer[] = [];
  private readonly done: Promise<void>;
  private complete!: () => void;
  private onward: ServerResponse | null = null;
  private left = false;

  /** @param begin sends the head of an answer that comes in pieces, and says where they go; without it such an answer is kept too */
  constructor(request: IncomingMessage, private readonly begin?: (captured: CapturedResponse) => ServerResponse) {
    super(request);
    this.done = new Promise((resolve) => {
      this.complete = resolve;
    });
  }

  /** Whether it has gone on instead of being kept. */
  get isStreamed(): boolean {
    return this.onward !== null;
  }

  /** The whole body, but of what is streamed; resolves when the handler has ended its answer. */
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
    const onward = this.streamed();
    // Nobody takes it any more: whoever writes has been told so, and waits.
    const callback = typeof encoding === 'function' ? encoding : done;
    if (onward) return !isOver(onward) && onward.write(bytesOf(chunk, encoding), callback);
    this.keep(chunk, encoding);
    if (callback) queueMicrotask(() => callback());
    return true;
  }

  override end(chunk?: unknown, encoding?: BufferEncoding | (() => void), done?: () => void): this {
    if (this.finished) return this;
    const onward = this.destroyed ? this.onward : this.streamed();
    const last = chunk === undefined || typeof chunk === 'function' ? null : chunk;
    if (!onward) this.keep(last, encoding);
    else if (!isOver(onward)) onward.end(bytesOf(last ?? '', encoding));
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

  /** An answer that fails half-way is cut off: a client must not take what it has for all of it. */
  override destroy(error?: Error): this {
    this.onward?.destroy();
    return super.destroy(error);
  }

  /** Whoever asked is gone: Next aborts the signal of the request then. What is still said is kept as before. */
  leave(): void {
    this.left = true;
    if (!this.finished) this.emit('close');
  }

  /** Whether nobody may wait for the rest: of such an answer Next does not say it, nor that it ends. */
  get isGivenUp(): boolean {
    return this.left || this.destroyed;
  }

  private keep(chunk: unknown, encoding: unknown): void {
    if (chunk === null || chunk === undefined) return;
    this.parts.push(bytesOf(chunk, encoding));
  }

  /** Where the pieces go, if this is an answer in pieces; its head goes before the first of them. */
  private streamed(): ServerResponse | null {
    if (this.onward || !this.begin || !this.hasHeader(STREAMED)) return this.onward;
    const onward = this.begin(this);
    this.onward = onward;
    onward.on('drain', () => this.emit('drain'));
    // The head was all that was asked for, or whoever asked has left before there was anything to tell him.
    if (isOver(onward)) setImmediate(() => this.leave());
    return onward;
  }
}

function isOver({ destroyed, writableEnded }: ServerResponse): boolean {
  return destroyed || writableEnded;
}

function bytesOf(chunk: unknown, encoding: unknown): Buffer {
  return typeof chunk === 'string' ? Buffer.from(chunk, typeof encoding === 'string' ? (encoding as BufferEncoding) : 'utf8') : Buffer.from(chunk as Uint8Array);
}

function headerPairs(headers: OutgoingHttpHeaders | OutgoingHttpHeader[]): [string, OutgoingHttpHeader][] {
  if (!Array.isArray(headers)) return Object.entries(headers).flatMap(([name, value]) => (value === undefined ? [] : [[name, value]]));
  const pairs: [string, OutgoingHttpHeader][] = [];
  for (let i = 0; i + 1 < headers.length; i += 2) pairs.push([String(headers[i]), headers[i + 1]!]);
  return pairs;
}
