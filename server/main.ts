import { checkedEnv } from './boot/checked-env';
import { fail, outliveOutput, say } from './boot/say';

outliveOutput();
// Nothing of this site reports to anybody.
process.env.NEXT_TELEMETRY_DISABLED = '1';

try {
  const env = checkedEnv();
  if (env.SITE_URL?.startsWith('https:') && env.TRUST_PROXY.length === 0) {
    say('SITE_URL is https, so a proxy stands in front; without TRUST_PROXY all visitors count as one address in limits.');
  }
  // Next's development server watches files and builds in its own process: one is enough.
  const supervised = env.WEB_CONCURRENCY !== undefined && env.NODE_ENV !== 'development';
  // Loaded only where it runs: the supervisor needs neither Next nor Prisma.
  if (supervised) await (await import('./processes/supervisor')).runSupervisor(env);
  else await (await import('./processes/single')).runSingle(env);
} catch (error) {
  fail(error);
}
