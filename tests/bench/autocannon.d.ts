/** What is used of autocannon, which comes without types. */
declare module 'autocannon' {
  import type { EventEmitter } from 'node:events';

  interface Options {
    headers?: Record<string, string>;
    url: string;
    connections: number;
    /** Seconds. */
    duration: number;
    /** Seconds until a request counts as failed. */
    timeout?: number;
  }

  interface Result {
    /** Seconds, as measured. */
    duration: number;
    /** Connection errors, time-outs included. */
    errors: number;
    non2xx: number;
  }

  type Done = (error: Error | null, result: Result) => void;

  interface Instance extends EventEmitter {
    on(event: 'response', listener: (client: unknown, status: number, bytes: number, milliseconds: number) => void): this;
    stop(): void;
  }

  export default function autocannon(options: Options, done: Done): Instance;
}
