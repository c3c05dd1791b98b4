import { parentPort, workerData } from 'node:worker_threads';
import { disconnect } from '../../lib/platform/database/client';
import { provideEnv, readEnv } from '../../lib/platform/env';
import { connectDatabase } from './database-connection';
import { prepareDemo } from './demo';
import { migrate } from './migrate';
import type { Preparation, Prepared } from './preparation';
import { adviseOnTimes, checkServer } from './server-check';
import { say } from '../boot/say';
import { explain } from '../boot/explain';

// Run by preparation.ts, in a thread that ends when this is done.
const { preparation } = workerData as { preparation: Preparation };
const tell = (prepared: Prepared) => parentPort!.postMessage(prepared);

provideEnv(preparation);
try {
  const database = await connectDatabase(preparation.DATABASE_URL);
  say(await checkServer(database));
  await migrate(preparation.DATABASE_URL, say);
  const advice = await adviseOnTimes(database);
  await database.end();
  const lines = [...(advice ? [advice] : []), ...(await prepareDemo(readEnv(), false))];
  await disconnect();
  tell({ lines });
} catch (error) {
  const told = explain(error);
  // Whatever else it was is our own fault, and ends the process as such.
  if (!told) throw error;
  tell({ failed: told.message });
}
