import { disconnect } from '../lib/db';
import { checkedEnv } from './checked-env';
import { prepareDemo } from './demo';
import { migrate } from './migrate';
import { fail, outliveOutput, say } from './say';
import { StartError } from './start-error';

// Run by a supervisor before it starts workers, so that Prisma and the demo do not stay in its memory.
outliveOutput();
try {
  const env = checkedEnv();
  if (!env.DATABASE_URL || env.DEMO === undefined) throw new StartError('server/prepare.ts is run by the supervisor, which tells it DATABASE_URL and DEMO.');
  await migrate(env.DATABASE_URL, say);
  const lines = await prepareDemo(env, false);
  await disconnect();
  process.send?.({ lines });
  process.disconnect?.();
} catch (error) {
  fail(error);
}
