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
};

export default config;
