import { createHash } from 'node:crypto';
import { canonicalJson } from '../platform/canonical-json';

/**
 * The SHA-256 of a value's canonical JSON, in lower-case hex (64 characters). Nothing is ignored:
 * ids and the schema version count. Server only.
 * @throws TypeError as `canonicalJson`
 */
export function contentHash(value: unknown): string {
  return createHash('sha256').update(canonicalJson(value), 'utf8').digest('hex');
}
