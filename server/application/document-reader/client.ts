import type { Worker } from 'node:worker_threads';
import { DomainError, unreadable } from '../../../lib/platform/errors';
import type { ImportOptions } from '../../../lib/importing/plan/plan';
import type { Entry, IncomingFile, Prepared, Reader, Reading, Unpacked } from '../../../lib/importing/document-reader';
import { left, semaphore } from '../../../lib/platform/semaphore';
import type { ReaderAnswer, ReaderCall, ToldUnpacked } from './calls';
import { startThread } from '../../boot/threads';

/** Heap of the thread in MB: the largest text takes 160. What takes more is no case document. */
const HEAP = 256;
/** Milliseconds for one document, and without any until the thread ends and gives its memory back. */
const LONGEST = 60_000;
const IDLE = 30_000;
/** Milliseconds that the work of somebody who has left may still take: a new thread takes about as long. */
const GRACE = 1_000;

interface Bounds {
  heap?: number;
  longest?: number;
  idle?: number;
  grace?: number;
}

/**
 * Reads documents in a thread of their own, one after the other and accounts in turn: the largest takes seconds, in which the application would
 * answer nobody. A document that takes too long or too much memory ends the thread, and is refused; the next has a new one.
 * What somebody asked who has left meanwhile is not begun, or ended soon.
 */
export class DocumentReaderThread implements Reader {
  private readonly turn = semaphore(1);
  private thread: Worker | null = null;
  private idle: NodeJS.Timeout | undefined;

  constructor(private readonly bounds: Bounds = {}) {}

  /** Whether there is a thread now. */
  get isRunning(): boolean {
    return this.thread !== null;
  }

  async read(file: IncomingFile, signal?: AbortSignal, owner?: string): Promise<Reading> {
    return (await this.ask({ ask: 'read', file }, signal, owner)) as Reading;
  }

  async prepare(file: IncomingFile, options: ImportOptions, signal?: AbortSignal, owner?: string): Promise<Prepared> {
    return (await this.ask({ ask: 'prepare', file, options }, signal, owner)) as Prepared;
  }

  async unpack(file: IncomingFile, signal?: AbortSignal, owner?: string): Promise<Unpacked | null> {
    const unpacked = (await this.ask({ ask: 'unpack', file }, signal, owner)) as ToldUnpacked | null;
    return unpacked && { ...unpacked, entries: unpacked.entries.map((entry): Entry => ('problem' in entry ? { name: entry.name, problem: new DomainError(entry.problem.code, entry.problem.details) } : entry)) };
  }

  /** Ends the thread, if there is one. */
  async close(): Promise<void> {
    clearTimeout(this.idle);
    const { thread } = this;
    this.thread = null;
    await thread?.terminate();
  }

  private ask(call: ReaderCall, signal: AbortSignal | undefined, owner: string | undefined): Promise<unknown> {
    return this.turn(async () => {
      clearTimeout(this.idle);
      try {
        return await this.answered(this.started(), call, signal);
      } finally {
        this.idle = setTimeout(() => void this.close(), this.bounds.idle ?? IDLE).unref();
      }
    }, { signal, owner });
  }

  private started(): Worker {
    if (this.thread) return this.thread;
    const thread = startThread('server/application/document-reader/thread.ts', {}, false, { maxOldGenerationSizeMb: this.bounds.heap ?? HEAP, maxYoungGenerationSizeMb: 32 }, true);
    // It ends with the process, and never keeps it.
    thread.unref();
    const forget = () => {
      if (this.thread === thread) this.thread = null;
    };
    // Also what it dies of between two documents, or while it is being ended: unheard, it would end the application.
    thread.on('exit', forget).on('error', forget);
    this.thread = thread;
    return thread;
  }

  private answered(thread: Worker, call: ReaderCall, signal: AbortSignal | undefined): Promise<unknown> {
    return new Promise((resolve, reject) => {
      const settle = (done: () => void) => {
        clearTimeout(timer);
        clearTimeout(end);
        signal?.removeEventListener('abort', leave);
        thread.off('message', heard).off('error', failed).off('exit', ended);
        done();
      };
      const heard = (answer: ReaderAnswer) =>
        settle(() => {
          if ('value' in answer) resolve(answer.value);
          else if ('told' in answer) reject(new DomainError(answer.told.code, answer.told.details));
          else reject(new Error(answer.fault));
        });
      const failed = (error: Error & { code?: string }) => {
        settle(() => reject(error.code === 'ERR_WORKER_OUT_OF_MEMORY' ? unreadable('too_complex') : error));
      };
      const ended = () => settle(() => reject(new Error('the thread that reads documents has ended')));
      const giveUp = (error: DomainError) => {
        settle(() => reject(error));
        void this.close();
      };
      const timer = setTimeout(() => giveUp(unreadable('too_complex')), this.bounds.longest ?? LONGEST);
      let end: NodeJS.Timeout | undefined;
      const leave = () => (end = setTimeout(() => giveUp(left()), this.bounds.grace ?? GRACE));
      signal?.addEventListener('abort', leave);
      thread.on('message', heard).on('error', failed).on('exit', ended);
      thread.postMessage(call);
    });
  }
}
