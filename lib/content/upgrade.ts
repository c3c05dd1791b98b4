import { BODY_VERSION, type Body } from './schema';

/** A stored value that this program cannot read as a body: of a newer version, or no body at all. */
export class UnknownBodyVersion extends Error {
  constructor(what: string) {
    super(`A stored body ${what}; this program reads schemaVersion 1 to ${BODY_VERSION}`);
    this.name = 'UnknownBodyVersion';
  }
}

interface Stored {
  type: 'doc';
  schemaVersion: unknown;
  content: unknown[];
}

/** For each old version the function that makes the next one out of it. Version 1 is the first, so there is none yet. */
const STEPS: ReadonlyMap<unknown, (stored: Stored) => Stored> = new Map();

function isStored(value: unknown): value is Stored {
  return (
    typeof value === 'object' &&
    value !== null &&
    'type' in value &&
    value.type === 'doc' &&
    'schemaVersion' in value &&
    'content' in value &&
    Array.isArray(value.content)
  );
}

function isCurrent(stored: Stored): stored is Body {
  return stored.schemaVersion === BODY_VERSION;
}

/**
 * A body as it lies in the database, in the form of today. Revisions never change, so every version
 * that was ever written must be readable for good. What is stored went through `bodySchema` when it
 * was written and is not checked again.
 * @returns the very object if it is of today's version
 * @throws UnknownBodyVersion if the value is no body or of a version that this program does not know
 */
export function upgradeBody(stored: unknown): Body {
  if (!isStored(stored)) throw new UnknownBodyVersion('is no document with schemaVersion and content');
  let body = stored;
  for (let step = STEPS.get(body.schemaVersion); step; step = STEPS.get(body.schemaVersion)) body = step(body);
  if (!isCurrent(body)) throw new UnknownBodyVersion(`has schemaVersion ${JSON.stringify(body.schemaVersion)}`);
  return body;
}
