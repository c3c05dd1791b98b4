import { fileURLToPath } from 'node:url';

/** @type {import("next").NextConfig} */
const config = {
  reactStrictMode: true,
  poweredByHeader: false,
  // Compression belongs to the server in front, which will keep what it has compressed; Next would do it anew at each answer.
  compress: false,
  // Metadata belongs into the head for everybody: streamed metadata needs a script to move it there.
  htmlLimitedBots: /.*/,
  serverExternalPackages: ['@node-rs/argon2', 'pino', 'prom-client', 'rate-limiter-flexible'],
  turbopack: { root: fileURLToPath(new URL('.', import.meta.url)) },
  // Types are checked by `npm test`, with the tests; a start need not wait for it.
  typescript: { ignoreBuildErrors: true },
  images: { unoptimized: true },
  // Nothing is kept in Next.
  cacheMaxMemorySize: 0,
  experimental: {
    // A page is loaded when it is first asked for: 15 MB that many a site never needs.
    preloadEntriesOnStart: false,
    // Names in the stacks of the log, where there are no source maps (server/boot/thread.mjs).
    serverMinification: false,
  },
};

export default config;
