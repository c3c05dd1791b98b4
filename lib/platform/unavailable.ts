const UNAVAILABLE = new Set([
  // Nothing was done, and the same again may go well: a lock that was not given, a statement or a transaction that took
  // too long, a deadlock.
  '55P03', '57014', '25P03', '40001', '40P01', 'P2028', 'P2034',
  'P1001', 'P1002', 'P1008', 'P1017', 'P2024', 'P2037',
  'ECONNREFUSED', 'ECONNRESET', 'EPIPE', 'ETIMEDOUT', 'ENOTFOUND', 'EHOSTUNREACH',
  '57P01', '57P02', '57P03', '53300', '08000', '08001', '08003', '08004', '08006',
]);
const UNAVAILABLE_TEXT = /Connection terminated|timeout exceeded when trying to connect|Can't reach database|DatabaseNotReachable|ConnectionClosed|server closed the connection|Unable to start a transaction|Client has encountered a connection error/i;

/** Whether an error says that the database cannot be reached, or cannot do it just now, as against a fault in a query. */
export function isUnavailable(error: unknown, depth = 0): boolean {
  if (depth > 4 || typeof error !== 'object' || error === null) return false;
  const { code, originalCode, message, cause, errors, meta } = error as Partial<Record<string, unknown>>;
  if ([code, originalCode].some((said) => typeof said === 'string' && UNAVAILABLE.has(said))) return true;
  if (typeof message === 'string' && UNAVAILABLE_TEXT.test(message)) return true;
  // Prisma keeps what the driver said in `meta.driverAdapterError.cause.originalCode`, PostgreSQL's own code there.
  const driver = (meta as { driverAdapterError?: unknown } | undefined)?.driverAdapterError;
  const nested = [cause, driver, ...(Array.isArray(errors) ? errors : [])];
  return nested.some((inner) => isUnavailable(inner, depth + 1));
}
