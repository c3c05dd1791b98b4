import { createHash } from 'node:crypto';
import { readdir, readFile } from 'node:fs/promises';
import type { IncomingMessage, ServerResponse } from 'node:http';
import path from 'node:path';
import { preferredEncoding, type Encoding } from '../../lib/platform/http/encoding';
import { namesTag } from '../../lib/platform/http/entity-tag';

interface Variant {
  bytes: Buffer;
  etag: string;
}

export interface Asset {
  type: string;
  variants: Partial<Record<Encoding, Variant>> & { identity: Variant };
  /** The spelling of the address that names the content, so that what stands there never changes. */
  lasting: string;
}

/** Every address that is answered, without its query. */
export type Assets = Map<string, Asset>;

const TYPES: Record<string, string> = {
  '.js': 'text/javascript; charset=utf-8',
  '.css': 'text/css; charset=utf-8',
  '.json': 'application/json; charset=utf-8',
  '.svg': 'image/svg+xml',
  '.png': 'image/png',
  '.jpg': 'image/jpeg',
  '.webp': 'image/webp',
  '.avif': 'image/avif',
  '.ico': 'image/x-icon',
  '.woff2': 'font/woff2',
};
/** Written beside a file by the build. */
const COMPRESSED = [['br', '.br'], ['gzip', '.gz']] as const;
const ICON = /^\/_next\/static\/media\/(icon\.[^/]+\.svg)$/;

const FOR_EVER = 'public, max-age=31536000, immutable';
const A_DAY = 'public, max-age=86400';

/**
 * Reads all files that the build made for browsers into memory, a megabyte or two with their compressed forms: an
 * answer then waits for no disk, and a process goes on with its own files while the next build replaces them.
 * (sirv reads at each request; it ends the process when the file has gone, and leaks a descriptor when a client has.)
 * @param build the folder of Next's build
 */
export async function loadAssets(build: string): Promise<Assets> {
  const assets: Assets = new Map();
  await addFolder(assets, path.join(build, 'static'), '/_next/static/');
  await addFolder(assets, path.join(build, 'islands'), '/islands/');
  return assets;
}

async function addFolder(assets: Assets, root: string, above: string): Promise<void> {
  const entries = await readdir(root, { recursive: true, withFileTypes: true });
  // What has no type is no file for browsers: source maps, and the compressed forms under their own names.
  for (const entry of entries.filter((found) => found.isFile() && path.extname(found.name) in TYPES)) {
    const file = path.join(entry.parentPath, entry.name);
    const address = `${above}${path.relative(root, file).split(path.sep).join('/')}`;
    const asset = await read(file, address);
    assets.set(address, asset);
    const icon = ICON.exec(address)?.[1];
    // Next links to the icon under its plain name with the hashed one as a query; browsers ask for the other one unasked.
    if (icon) for (const plain of ['/icon.svg', '/favicon.ico']) assets.set(plain, { ...asset, lasting: `${plain}?${icon}` });
  }
}

async function read(file: string, address: string): Promise<Asset> {
  const asset = assetOf(address, await readFile(file));
  for (const [encoding, ending] of COMPRESSED) {
    const bytes = await readFile(`${file}${ending}`).catch(() => null);
    if (bytes) asset.variants[encoding] = { bytes, etag: asset.variants.identity.etag.replace(/"$/, `-${encoding}"`) };
  }
  return asset;
}

/** A file at an address that names its content. @param address whose ending is one of those that browsers are given */
export function assetOf(address: string, bytes: Buffer): Asset {
  // Of the content, so that all instances agree; another one for each form, as a strong tag must be.
  const hash = createHash('sha256').update(bytes).digest('base64url').slice(0, 16);
  return { type: TYPES[path.extname(address)]!, variants: { identity: { bytes, etag: `"${hash}"` } }, lasting: address };
}

/**
 * Answers a GET or HEAD of a built file. The address must be spelt as Next writes it: no other spelling is in use.
 * @returns false, and nothing is sent, when no such file is there
 */
export function answerAsset(assets: Assets, request: IncomingMessage, response: ServerResponse): boolean {
  const url = request.url ?? '';
  const asset = assets.get(url.split('?', 1)[0]!);
  if (!asset) return false;
  const wanted = preferredEncoding(request.headers['accept-encoding']);
  const encoding = asset.variants[wanted] ? wanted : 'identity';
  const { bytes, etag } = asset.variants[encoding] ?? asset.variants.identity;
  const headers: Record<string, string | number> = { ETag: etag, 'Cache-Control': url === asset.lasting ? FOR_EVER : A_DAY };
  if (Object.keys(asset.variants).length > 1) headers.Vary = 'Accept-Encoding';
  if (namesTag(request.headers['if-none-match'], etag)) {
    response.writeHead(304, headers).end();
    return true;
  }
  if (encoding !== 'identity') headers['Content-Encoding'] = encoding;
  response.writeHead(200, { ...headers, 'Content-Type': asset.type, 'Content-Length': bytes.length });
  response.end(request.method === 'HEAD' ? undefined : bytes);
  return true;
}
