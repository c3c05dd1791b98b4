/** What an account may do, from the least to the most; the database's enum `Role` has the same names. */
export type Role = 'READER' | 'EDITOR' | 'REVIEWER' | 'ADMIN';

/** Who is asking: a signed-in, active account, as the database has it now. */
export interface Actor {
  id: string;
  role: Role;
  name: string;
  email: string;
}

/** Nobody signed in. */
export type Anyone = Actor | null;
