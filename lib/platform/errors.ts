import type { Finding } from './findings';

/** The closed list of error codes and the HTTP status each becomes (RFC 9457 problem details). */
export const ERROR_STATUS = {
  malformed: 400,
  unauthenticated: 401,
  forbidden: 403,
  cross_origin: 403,
  not_found: 404,
  method_not_allowed: 405,
  conflict: 409,
  gone: 410,
  too_large: 413,
  unsupported_media_type: 415,
  invalid: 422,
  unreadable_document: 422,
  too_many_requests: 429,
  internal: 500,
  /** More wait for their turn than we let wait. */
  busy: 503,
  /** Full, read-only or broken disks: ours or the database's. */
  storage_unavailable: 503,
  unavailable: 503,
} as const;

export type ErrorCode = keyof typeof ERROR_STATUS;

/** Why a request conflicts with the state of things; each has words in the dictionaries. */
export type ConflictReason =
  | 'stale_version'
  | 'wrong_stage'
  | 'already_published'
  | 'not_published'
  | 'published'
  | 'deleted'
  | 'not_deleted'
  | 'email_taken'
  | 'other_account'
  | 'picture_used'
  | 'last_admin'
  | 'not_scheduled';

/** Why a document cannot be read; each has words in the dictionaries. */
export type DocumentReason =
  | 'archive'
  | 'archive_entries'
  | 'archive_names'
  | 'archive_nested'
  | 'archive_size'
  | 'damaged'
  | 'data'
  | 'empty'
  | 'empty_file'
  | 'legacy_word'
  | 'not_a_document'
  | 'other_archive'
  | 'other_office'
  | 'password'
  | 'picture'
  | 'protected'
  | 'scanned'
  | 'several_documents'
  | 'site_page'
  | 'too_complex'
  | 'tex'
  | 'too_deep'
  | 'trashed'
  | 'unmapped_text'
  | 'unpublished'
  | 'xml'
  | 'xml_doctype';

interface Details {
  findings?: Finding[];
  reason?: ConflictReason | DocumentReason;
  /** Words of a person about this case, say why something was withdrawn. */
  detail?: string;
  /** The file in an archive that is meant. */
  file?: string;
  /** The present state, shown to a writer whose version is stale. */
  current?: unknown;
  /** Of a server that is not ready: how it is with each thing that it needs. */
  dependencies?: Record<string, string>;
  /** Seconds after which trying again makes sense. */
  retryAfter?: number;
}

/** What a domain function throws; the route wrapper turns it into problem+json, the command line into a line. */
export class DomainError extends Error {
  constructor(
    readonly code: ErrorCode,
    readonly details: Details = {},
  ) {
    super(details.reason ? `${code}: ${details.reason}` : code);
    this.name = 'DomainError';
  }
}

/** Tells a DomainError from a fault, also one made by another copy of this module. */
export function isDomainError(error: unknown): error is DomainError {
  return error instanceof Error && error.name === 'DomainError';
}

/** 404: it does not exist, or this user may not know that it does. */
export function notFound(): DomainError {
  return new DomainError('not_found');
}

/** 409 with the reason and, where it helps the writer, the present state. */
export function conflict(reason: ConflictReason, current?: unknown): DomainError {
  return new DomainError('conflict', current === undefined ? { reason } : { reason, current });
}

/** 422 with all that is wrong. */
export function invalid(findings: Finding[]): DomainError {
  return new DomainError('invalid', { findings });
}

/** 422: the document is none that can be read, with the reason and, of an archive, the entry's name. */
export function unreadable(reason: DocumentReason, file?: string): DomainError {
  return new DomainError('unreadable_document', file === undefined ? { reason } : { reason, file });
}
