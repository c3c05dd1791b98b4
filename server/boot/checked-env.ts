import { readEnv, type Env } from '../../lib/platform/env';
import { StartError } from './start-error';

/** The environment. @throws StartError naming each variable that is wrong */
export function checkedEnv(): Env {
  try {
    return readEnv();
  } catch (error) {
    throw new StartError(`The environment is not right: ${(error as Error).message}`);
  }
}
