import { fileURLToPath } from 'node:url';

/** @type {import("next").NextConfig} */
const config = {
  reactStrictMode: true,
  poweredByHeader: false,
  // The server in front compresses what readers get, once.
  compress: false,
  // Metadata belongs into the head for everybody: streamed metadata needs a script to move it there.
  htmlLimitedBots: /.*/,
  serverExternalPackages: ['@node-rs/argon2', 'pino', 'rate-limiter-flexible'],
  turbopack: { root: fileURLToPath(new URL('.', import.meta.url)) },
  // Types are checked by `npm test`, with the tests; a start need not wait for it.
  typescript: { ignoreBuildErrors: true },
  images: { unoptimized: true },
};

export default config;
