import { spawnSync } from 'node:child_process';
import { mkdir, writeFile } from 'node:fs/promises';
import path from 'node:path';
import { gunzipSync } from 'node:zlib';
import { startFileNginx, startNginx } from '../support/nginx';
import type { Bench } from './bench';

/** nginx as a measure, and as it stands in front of the site. */
export interface Peers {
  /** The page as a file with its compressed form beside it. */
  file: string;
  /** Our configuration with its short cache, without TLS. */
  proxy: string;
  stop(): Promise<void>;
}

/**
 * Starts both. @param page the case page, gzip
 * @returns null where nginx is not installed
 */
export async function startPeers(bench: Bench, site: string, page: Buffer): Promise<Peers | null> {
  if (spawnSync(process.env.NGINX_PATH ?? '/usr/sbin/nginx', ['-v'], { stdio: 'ignore' }).error) {
    bench.tell('nginx is not installed: left out');
    return null;
  }
  const root = path.join(bench.folder, 'nginx-files');
  await mkdir(root);
  await writeFile(path.join(root, 'case'), gunzipSync(page));
  await writeFile(path.join(root, 'case.gz'), page);
  const file = bench.opened(await startFileNginx(root));
  const proxy = bench.opened(await startNginx({ instances: [new URL(site).host], pages: 'short-cache', tls: false }));
  return {
    file: `${file.origin}/case`,
    proxy: proxy.origin,
    stop: async () => {
      await file.stop();
      await proxy.stop();
    },
  };
}
