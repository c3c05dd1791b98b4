import { LIMITS } from '../../platform/limits';
import { singleLine } from '../../platform/plain-text';

/** The name of an organisation as an article says it; empty where it says none. */
export const organisationName = singleLine(LIMITS.organisation);
