import { disconnect } from '../lib/platform/database/client';
import { isDomainError, type DomainError } from '../lib/platform/errors';
import { provideEnv } from '../lib/platform/env';
import { inWords } from '../lib/i18n/findings';
import { words } from '../lib/i18n/words';
import { attachDatabase } from '../server/database/database';
import { checkedEnv } from '../server/boot/checked-env';
import { explain } from '../server/boot/explain';

/** A wrong use of a command: its message says the right one. */
export class UsageError extends Error {}

/**
 * Runs a command on the site's database, that of the running instance or one started for it, and ends the process:
 * 0, or 1 with one line on standard error for everything that the caller can mend.
 */
export async function withDatabase(work: () => Promise<void>): Promise<never> {
  try {
    // Standard output is for the result, which somebody may read as JSON.
    provideEnv({ LOG_OUTPUT: 'stderr' });
    const database = await attachDatabase(checkedEnv(), (line) => process.stderr.write(`${line}\n`));
    provideEnv({ DATABASE_URL: database.url });
    try {
      await work();
    } finally {
      await disconnect();
      await database.close();
    }
    process.exit(process.exitCode ?? 0);
  } catch (error) {
    process.stderr.write(`${describe(error)}\n`);
    process.exit(1);
  }
}

function describe(error: unknown): string {
  if (error instanceof UsageError || isParseArgsError(error)) return error.message;
  const known = describeKnown(error);
  if (known) return known;
  return error instanceof Error ? (error.stack ?? error.message) : String(error);
}

/** An error in one line: of the closed list, or one that an operator can put right. Null for all else. */
export function describeKnown(error: unknown): string | null {
  return isDomainError(error) ? describeDomainError(error) : (explain(error)?.message ?? null);
}

/** A flag that `parseArgs` does not know, or one without its value. */
function isParseArgsError(error: unknown): error is Error {
  return error instanceof TypeError && String((error as { code?: unknown }).code).startsWith('ERR_PARSE_ARGS');
}

/** An error of a domain function in one line, findings with their paths. */
function describeDomainError({ code, details }: DomainError): string {
  const { titles, conflicts, documents } = words().errors;
  const findings = (details.findings ?? []).map(inWords).map(({ path, message }) => `${path || '/'}: ${message}`);
  return [titles[code], ...(details.reason ? [{ ...conflicts, ...documents }[details.reason]] : []), ...findings].join('; ');
}
