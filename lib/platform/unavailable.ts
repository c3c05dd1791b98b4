import { DomainError } from './errors';

/**
 * away: something that we need cannot be reached, or cannot do it just now; the same again may go well in a moment.
 * storage: what was to be written does not fit on the disk, or the disk refuses. Somebody has to see to it.
 */
export type Trouble = 'away' | 'storage';

/** Seconds after which a client may try again. A disk is not emptied in five seconds. */
const RETRY_AFTER: Record<Trouble, number> = { away: 5, storage: 30 };

/**
 * What PostgreSQL says by a whole class of codes (its manual, appendix A): 08 connections, 53 resources, 57 somebody put an
 * end to it, 58 the system below it.
 */
const CLASSES = /^(08|53|57|58)[0-9A-Z]{3}$/;
/** disk_full, and all of class 58 (io_error, undefined_file …); 25006: it has become a standby, or was set read-only. */
const STORAGE_CODES = /^(53100|58[0-9A-Z]{3}|25006)$/;
/**
 * Codes beside the classes. Nothing was done, and the same again may go well: a lock that was not given, a statement or a
 * transaction that took too long, a deadlock. Then Prisma's own, and those of sockets and of a process without descriptors.
 */
const AWAY_CODES = new Set([
  '55P03', '25P03', '40001', '40P01', 'P2028', 'P2034',
  'P1001', 'P1002', 'P1008', 'P1017', 'P2024', 'P2037',
  'ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EHOSTUNREACH', 'EMFILE', 'ENFILE',
]);
const AWAY_TEXT = /Connection terminated|timeout exceeded when trying to connect|Can't reach database|DatabaseNotReachable|ConnectionClosed|server closed the connection|Unable to start a transaction|Client has encountered a connection error/i;

/**
 * Of a file of our own: full, over a quota or a limit of size, read-only, broken, or on a machine that has gone. FOREIGN_STORE is our
 * own: a folder of files that is another site's.
 */
const FILE_CODES = new Set(['FOREIGN_STORE', 'ENOSPC', 'EDQUOT', 'EFBIG', 'EROFS', 'EIO', 'ENXIO', 'ENODEV', 'ESTALE']);
/** With these a file of ours may not be written; of a socket they would say something else. */
const FORBIDDEN_CODES = new Set(['EACCES', 'EPERM']);
const SOCKET_CALLS = /^(connect|listen|bind|accept|kill|spawn)/;

/** PostgreSQL has no code of its own for these: it says internal_error, or insufficient_privilege, and the system's words. */
const VAGUE_CODES = new Set(['XX000', '42501']);
const SYSTEM_TEXT = /No space left on device|Disk quota exceeded|File too large|Read-only file system|Input\/output error|Stale file handle/;

/** What may stand in an error: Node's and PostgreSQL's own, and what Prisma's adapter makes of them. */
type Said = Partial<Record<'code' | 'originalCode' | 'message' | 'originalMessage' | 'path' | 'syscall', unknown>>;

/** Errors in errors, beyond which nobody looks. */
const DEEPEST = 4;

/**
 * An error and what it wraps, the outermost first. Prisma keeps what the driver said in `meta.driverAdapterError.cause`, with
 * PostgreSQL's own code as `originalCode`.
 */
export function* layersOf(error: unknown, depth = 0): Generator<Said> {
  if (depth > DEEPEST || typeof error !== 'object' || error === null) return;
  yield error;
  const { cause, errors, meta } = error as Partial<Record<string, unknown>>;
  const driver = (meta as { driverAdapterError?: unknown } | undefined)?.driverAdapterError;
  for (const inner of [cause, driver, ...(Array.isArray(errors) ? (errors as unknown[]) : [])]) yield* layersOf(inner, depth + 1);
}

/** What an error says of database or disk; null for a fault in what we asked of them, and for all else. */
export function troubleOf(error: unknown): Trouble | null {
  for (const layer of layersOf(error)) {
    const trouble = troubleIn(layer);
    if (trouble) return trouble;
  }
  return null;
}

function troubleIn({ code, originalCode, message, originalMessage, path, syscall }: Said): Trouble | null {
  const codes = [code, originalCode].filter((said) => typeof said === 'string');
  const texts = [message, originalMessage].filter((said) => typeof said === 'string');
  const isOwnFile = typeof path === 'string' && !SOCKET_CALLS.test(String(syscall));
  if (codes.some((said) => STORAGE_CODES.test(said) || FILE_CODES.has(said) || (isOwnFile && FORBIDDEN_CODES.has(said)))) return 'storage';
  if (codes.some((said) => VAGUE_CODES.has(said)) && texts.some((said) => SYSTEM_TEXT.test(said))) return 'storage';
  if (codes.some((said) => CLASSES.test(said) || AWAY_CODES.has(said)) || texts.some((said) => AWAY_TEXT.test(said))) return 'away';
  return null;
}

/** Whether an error says that the database or the disk cannot do it just now, as against a fault in a query. */
export function isUnavailable(error: unknown): boolean {
  return troubleOf(error) !== null;
}

/** The error as one of the closed list, with the seconds to wait; null where `isUnavailable` says no. */
export function unavailableError(error: unknown): DomainError | null {
  const trouble = troubleOf(error);
  return trouble && new DomainError(trouble === 'storage' ? 'storage_unavailable' : 'unavailable', { retryAfter: RETRY_AFTER[trouble] });
}
