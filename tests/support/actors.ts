import type { Actor, Person, Role } from '../../lib/platform/actor';
import { system } from '../../lib/platform/actor';
import { isDomainError } from '../../lib/platform/errors';

/** What comes of an attempt: it is done, or the status of the refusal. */
export type Outcome = 'ok' | '401' | '403' | '404' | '409';

const STATUS: Partial<Record<string, Outcome>> = { unauthenticated: '401', forbidden: '403', not_found: '404', conflict: '409' };

/** Does what a policy may refuse. */
export function outcomeOf(attempt: () => void): Outcome {
  try {
    attempt();
    return 'ok';
  } catch (error) {
    const outcome = isDomainError(error) ? STATUS[error.code] : undefined;
    if (!outcome) throw error;
    return outcome;
  }
}

/** A person that no database knows: for policies, which are pure. */
export function person(id: string, role: Role): Person {
  return { id, role, name: id, email: `${id}@test.example` };
}

/** One of each kind of actor, in the order of the columns of the tables. */
const ACTORS: Record<string, Actor | null> = {
  anonymous: null,
  reader: person('reader', 'READER'),
  editor: person('editor', 'EDITOR'),
  reviewer: person('reviewer', 'REVIEWER'),
  admin: person('admin', 'ADMIN'),
  system: system('command-line'),
};

/** What a policy says to each of them, in one line. */
export function rowOf(ask: (actor: Actor | null) => void): string {
  return Object.values(ACTORS)
    .map((actor) => outcomeOf(() => ask(actor)))
    .join(' ');
}
