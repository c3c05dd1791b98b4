import type { Role } from './database/generated/enums';

/** Who is asking: a signed-in, active account, as the database has it now. */
export interface Actor {
  id: string;
  role: Role;
  name: string;
  email: string;
}

/** Nobody signed in. */
export type Anyone = Actor | null;
