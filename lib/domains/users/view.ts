import type { Role, UserStatus } from '../../platform/database/generated/enums';

interface UserRow {
  id: string;
  email: string;
  name: string;
  role: Role;
  status: UserStatus;
  createdAt: Date;
}

/** An account as the API answers it; never the row, which holds the password's hash. */
export function accountView({ id, email, name, role, status, createdAt }: UserRow) {
  return { id, email, name, role, status, createdAt: createdAt.toISOString() };
}

export type AccountView = ReturnType<typeof accountView>;
