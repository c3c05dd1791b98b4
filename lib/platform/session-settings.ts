/**
 * What our code takes for granted of a session, whatever the server, the database or the role say (ALTER DATABASE … SET, ALTER ROLE … SET,
 * postgresql.conf). Settings that this version of PostgreSQL does not know are left out.
 */
const RELIED_ON: Readonly<Record<string, string>> = {
  // Prisma's adapter sends and reads times without their zone. A session in another one stores and finds what is hours off.
  TimeZone: 'UTC',
  DateStyle: 'ISO, MDY',
  IntervalStyle: 'postgres',
  // Text is UTF-8 on both ends; the driver itself does not say so.
  client_encoding: 'UTF8',
  // Statements and migrations of ours name tables without their schema, and so does the engine that applies the migrations.
  search_path: 'public',
  standard_conforming_strings: 'on',
  bytea_output: 'hex',
  extra_float_digits: '1',
  array_nulls: 'on',
  transform_null_equals: 'off',
  // Writers lock a row and then read what is committed by then (docs/decisions/054-lock-first-then-read.md).
  default_transaction_isolation: 'read committed',
  default_transaction_read_only: 'off',
  default_transaction_deferrable: 'off',
  row_security: 'on',
  check_function_bodies: 'on',
  exit_on_error: 'off',
  // Idle connections of a pool stay, and so do sessions that hold a lock for as long as their process lives.
  idle_session_timeout: '0',
  transaction_timeout: '0',
  // Where a client's machine goes away without a word, the server ends the session, and with it its locks, after 25 seconds.
  tcp_keepalives_idle: '10',
  tcp_keepalives_interval: '5',
  tcp_keepalives_count: '3',
};

/** What PostgreSQL is to put an end to in a session, in milliseconds; 0 is never. */
export interface SessionTimeouts {
  statement?: number;
  lock?: number;
  idleInTransaction?: number;
}

/**
 * The statement that pins these settings for a session, and answers one row with its `pid`. One round trip, and SQL instead of
 * parameters of the connection: a pooler between drops or refuses those.
 */
export function pinStatement({ statement = 0, lock = 0, idleInTransaction = 0 }: SessionTimeouts): string {
  const settings = {
    ...RELIED_ON,
    statement_timeout: String(statement),
    lock_timeout: String(lock),
    idle_in_transaction_session_timeout: String(idleInTransaction),
  };
  const rows = Object.entries(settings).map(([name, value]) => `('${name}', '${value}')`);
  // Qualified, since nothing is known of the search path yet.
  return `SELECT pg_catalog.pg_backend_pid() AS pid, (
      SELECT pg_catalog.count(pg_catalog.set_config(name, value, false)) FROM (VALUES ${rows.join(', ')}) AS pinned(name, value)
      WHERE pg_catalog.current_setting(name, true) IS NOT NULL) AS pinned`;
}
