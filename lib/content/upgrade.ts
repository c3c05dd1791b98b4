import { BODY_VERSION, type Body } from './schema';

/** A stored body that no code of this version can read: newer than the program, or no body at all. */
export class UnknownBodyVersion extends Error {
  constructor(readonly version: unknown) {
    super(`A stored body has schemaVersion ${JSON.stringify(version) ?? 'undefined'}; this program reads 1 to ${BODY_VERSION}`);
    this.name = 'UnknownBodyVersion';
  }
}

type Stored = { type: 'doc'; schemaVersion: number };

/** For each old version the function that makes the next one out of it. Version 1 is the first, so there is none yet. */
const STEPS: ReadonlyMap<number, (stored: Stored) => Stored> = new Map();

function isStored(value: unknown): value is Stored {
  return (
    typeof value === 'object' && value !== null && 'type' in value && value.type === 'doc' && 'schemaVersion' in value
    && typeof value.schemaVersion === 'number'
  );
}

function isCurrent(stored: Stored): stored is Body {
  return stored.schemaVersion === BODY_VERSION && 'content' in stored && Array.isArray(stored.content);
}

/**
 * A body as it lies in the database, in the form of today. Revisions never change, so every version
 * that was ever written must be readable for good. What is stored went through `bodySchema` when it
 * was written and is not checked again.
 * @returns the very object if it is of today's version
 * @throws UnknownBodyVersion if the value is no body or of a version that this program does not know
 */
export function upgradeBody(stored: unknown): Body {
  if (!isStored(stored)) throw new UnknownBodyVersion(undefined);
  let body = stored;
  for (let step = STEPS.get(body.schemaVersion); step; step = STEPS.get(body.schemaVersion)) body = step(body);
  if (!isCurrent(body)) throw new UnknownBodyVersion(stored.schemaVersion);
  return body;
}
