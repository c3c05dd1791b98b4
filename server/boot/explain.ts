import { layersOf, troubleOf } from '../../lib/platform/unavailable';
import { StartError } from './start-error';

/** What the operator can put right, by Node's code of an error or PostgreSQL's. `what` is the error's own first line. */
const WORDS: Record<string, (what: string) => string> = {
  ENOSPC: (what) => `The disk is full (${what}): make room for DATA_DIR and the system's folder for temporary files, then start again.`,
  EDQUOT: (what) => `This user's share of the disk is used up (${what}): make room, then start again.`,
  EROFS: (what) => `The disk is read-only (${what}): make it writable, or set DATA_DIR to another folder.`,
  EACCES: (what) => `A right is missing (${what}): give it to this user, or start as the owner.`,
  EPERM: (what) => `A right is missing (${what}): give it to this user, or start as the owner.`,
  EMFILE: (what) => `Too many files are open (${what}): raise the limit (ulimit -n, LimitNOFILE of systemd), then start again.`,
  ENFILE: (what) => `Too many files are open on this machine (${what}): close some, or raise fs.file-max, then start again.`,
  '53100': (what) => `The disk of PostgreSQL is full (${what}): make room there, then start again.`,
  '53200': (what) => `PostgreSQL has no memory left (${what}): give it more, then start again.`,
  '53300': (what) => `PostgreSQL has no connection left (${what}): raise max_connections, or stop other clients.`,
  '42501': (what) => `The user of DATABASE_URL lacks a right (${what}): make it the owner of the database (ALTER DATABASE … OWNER TO …), and of what is in it.`,
  '25006': (what) => `The database cannot be written to (${what}): give DATABASE_URL the address of the primary.`,
};

/**
 * Says in one line what is wrong and what to do, for errors that an operator can put right.
 * @returns null for all others, which are our own fault
 */
export function explain(error: unknown): StartError | null {
  if (error instanceof StartError) return error;
  const found = known(error);
  if (found) return new StartError(found);
  const trouble = troubleOf(error);
  if (trouble === 'storage') return new StartError(`A disk takes nothing (${firstLine(error)}): make room or make it writable, then start again.`);
  return trouble ? new StartError(`The database is away (${firstLine(error)}): see that it runs and can be reached, then start again.`) : null;
}

/** Looks for a code that is known, through what wraps an error. */
function known(error: unknown): string | null {
  for (const layer of layersOf(error)) {
    const own = [layer.originalCode, layer.code].find((said): said is string => typeof said === 'string' && Object.hasOwn(WORDS, said));
    if (own) return WORDS[own]!(firstLine(layer));
  }
  return null;
}

function firstLine(error: unknown): string {
  const { message, originalMessage } = error as { message?: unknown; originalMessage?: unknown };
  const said = typeof originalMessage === 'string' ? originalMessage : String(message ?? error);
  return (said.split('\n').find((line) => line.trim() !== '') ?? '').trim();
}
