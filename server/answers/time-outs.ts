/** Every patience of the http server, in milliseconds. Size and number of headers are capped by Node: 16 KB, 2,000. */
export interface TimeOuts {
  headers: number;
  request: number;
  keepAlive: number;
  inactivity: number;
  check: number;
}

export const TIME_OUTS: TimeOuts = {
  /** Until the last header has come, from the connection on. A kilobyte or two: even a bad line needs a second. 408 after it. */
  headers: 10_000,
  /** Until the last byte of the body has come. Two megabytes, the most that is read, at 280 kbit/s. 408 after it. */
  request: 60_000,
  /** How long a connection is kept for a next request. Node tells clients (`Keep-Alive`); a proxy in front must keep its own for less. */
  keepAlive: 5_000,
  /** Without a byte in either direction, as with a client that does not read what it asked for. Node looks whether any of
   * it went out since its last look, so it may take twice as long. */
  inactivity: 60_000,
  /** How often the first two are looked at: Node's own 30 s would let a slow sender stay that much longer. */
  check: 1_000,
};

/** How long the application may work on an answer once the whole request is there: a large archive takes minutes. As long as nginx waits. */
export const WORK = 300_000;

/** How long accepted requests may take to finish when the server stops. */
export const DRAIN = 10_000;
/** How long a job that runs may take to end when the server stops, beside all else; what is cut off is taken up again. */
export const JOB_END = 25_000;
/** The same as DRAIN for a worker that has been replaced: nobody waits for it, so as long as a request may take at all. */
export const RETIREMENT = 90_000;
/** How long a new connection on which nothing was sent yet is waited for when the server stops. Browsers open some in advance. */
export const FIRST_BYTE = 1_000;
