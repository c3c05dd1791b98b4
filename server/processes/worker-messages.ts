/** What a supervisor tells a worker. A connection comes with its socket. */
export type ToWorker =
  | { connection: number }
  /** The whole server is about to stop: say so to whoever asks for readiness, and in every answer. */
  | { end: 'soon' }
  /** No connection will come any more: answer what has come, then end; `retired` has time, since others serve on. */
  | { end: 'now' | 'retired' };

/** What a worker tells its supervisor. */
export type ToSupervisor = { ready: true } | { taken: number };
