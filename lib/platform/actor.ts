/** What an account may do, from the least to the most; the database's enum `Role` has the same names. */
export type Role = 'READER' | 'EDITOR' | 'REVIEWER' | 'ADMIN';

/** A signed-in, active account, as the database has it now. */
export interface Person {
  id: string;
  role: Role;
  name: string;
  email: string;
}

/**
 * What acts where nobody is signed in. `command-line`: whoever runs the site, by its commands. `setup`: the site itself at
 * its first start, with the demo. `schedule`: what was to happen at this time.
 */
export type SystemName = 'command-line' | 'setup' | 'schedule';

/** The site itself acts, by one of its parts. */
export interface SystemActor {
  system: SystemName;
}

/** Who acts: every rule of every policy sees both. */
export type Actor = Person | SystemActor;

/** Who is at the other end of a request: a person, or nobody that is signed in. */
export type Anyone = Person | null;

/** One of the site's own parts as an actor. */
export function system(name: SystemName): SystemActor {
  return { system: name };
}

/** Tells a person from the system. */
export function isPerson(actor: Actor): actor is Person {
  return 'id' in actor;
}
