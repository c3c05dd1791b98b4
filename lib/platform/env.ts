import { z } from 'zod';
import { typedNumber } from './typed-number';
import { LOCALES } from './locales';

const flag = z.enum(['on', 'off', '1', '0', 'true', 'false']).transform((value) => ['on', '1', 'true'].includes(value));

/** Who may say for whom he asks: an address, a network, or one of the names for this machine and private networks. */
const proxy = z.union([
  z.enum(['loopback', 'linklocal', 'uniquelocal']),
  z.ipv4(),
  z.ipv6(),
  // All addresses at once would let anybody choose his own.
  z.union([z.cidrv4(), z.cidrv6()]).refine((network) => !network.endsWith('/0')),
], { error: 'must be addresses or networks (10.0.0.0/8), or loopback, linklocal, uniquelocal, with commas between' });
const proxies = z.string().transform((list) => list.split(',').map((part) => part.trim()).filter(Boolean)).pipe(z.array(proxy));

/** Scheme, host and port: pages, cookies and links all begin at the root, so an address below it would be half true. */
const ORIGIN = 'must be http:// or https:// with host and port alone (https://cases.example.org): a site below a path is not supported';
const origin = z
  .url({ protocol: /^https?$/, error: ORIGIN })
  .transform((address) => new URL(address))
  .refine(({ pathname, search, hash, username, password }) => pathname === '/' && !search && !hash && !username && !password, { error: ORIGIN })
  .transform((address) => address.origin);

/** What stands in a file of settings until somebody fills it in, and what is typed to have something there. */
const PLACEHOLDER = /change|replace|placeholder|openssl|secret[-_ ]?here|your[-_ ]|[<>…]|\.\.\./i;
/** Fewer different characters than even 32 hexadecimal digits have in one of ten million drawings. */
const DRAWN = 7;
const SECRET = 'must be at least 32 characters drawn at random, as `openssl rand -base64 48` prints them';
const secret = z
  .string()
  .min(32, SECRET)
  .refine((text) => !PLACEHOLDER.test(text) && new Set(text).size >= DRAWN, SECRET);

const schema = z.object({
  NODE_ENV: z.enum(['production', 'development', 'test']).default('development'),
  PORT: typedNumber(z.coerce.number().int().min(0).max(65_535).default(3000)),
  HOST: z.string().min(1).default('127.0.0.1'),
  DATA_DIR: z.string().min(1).default('.data'),
  DATABASE_URL: z.string().regex(/^postgres(ql)?:\/\//, 'must be an address, postgresql://USER:PASSWORD@HOST:5432/DATABASE').optional(),
  SITE_URL: origin.optional(),
  SITE_LOCALE: z.enum(LOCALES).default('zh-CN'),
  /** The address that readers use by default; the server provides it, over whatever stood there. */
  NEXTAUTH_URL: z.string().optional(),
  NEXTAUTH_SECRET: secret.optional(),
  DEMO: flag.optional(),
  DEMO_PASSWORD: z.string().min(10).optional(),
  /** Who shows it may read /metrics; without one only this machine itself may. */
  METRICS_TOKEN: z.string().min(16).optional(),
  /** Connections of one process. Two at least: counting attempts does not wait for the transaction that it belongs to. */
  DATABASE_POOL_SIZE: typedNumber(z.coerce.number().int().min(2).max(500).default(10)),
  /** Milliseconds from which a query is logged. */
  SLOW_QUERY_MS: typedNumber(z.coerce.number().int().min(1).default(200)),
  WEB_CONCURRENCY: typedNumber(z.coerce.number().int().min(1).max(64).optional()),
  TRUST_PROXY: proxies.default([]),
  /** Seconds. */
  STOP_DELAY: typedNumber(z.coerce.number().min(0).max(300).default(0)),
  LOG_OUTPUT: z.enum(['stdout', 'stderr']).default('stdout'),
  LOG_LEVEL: z.enum(['trace', 'debug', 'info', 'warn', 'error', 'silent']).default('info'),
});

export type Env = z.infer<typeof schema>;

let checked: Env | undefined;

/**
 * The environment, checked once. The only reader of `process.env`; nothing is read while modules load, since a build
 * has no database and the server completes what is missing before Next is loaded.
 * @throws Error naming each variable that is wrong, in one line
 */
export function readEnv(): Env {
  return (checked ??= check(process.env));
}

/** Completes the environment, for this module and for what is loaded later: the server's database and secrets. */
export function provideEnv(values: Partial<Record<keyof Env, string>>): void {
  Object.assign(process.env, values);
  checked = undefined;
}

function check(source: NodeJS.ProcessEnv): Env {
  const given = Object.fromEntries(Object.entries(source).filter(([, value]) => value !== ''));
  // systemd and docker take it for a part of the value.
  const commented = Object.keys(schema.shape).filter((name) => name !== 'DEMO_PASSWORD' && /\s#/.test(given[name] ?? ''));
  if (commented.length > 0) throw new Error(commented.map((name) => `${name}: there is a comment behind the value; give it a line of its own`).join('; '));
  const result = schema.safeParse(given);
  if (result.success) return result.data;
  throw new Error(result.error.issues.map((issue) => `${issue.path.join('.')}: ${issue.message}`).join('; '));
}
