import { request } from 'node:http';
import { devices, type Browser, type CDPSession, type Page } from '@playwright/test';

/** One thing that a browser fetched. */
export interface Download {
  path: string;
  kind: 'document' | 'stylesheet' | 'script' | 'image' | 'icon' | 'font' | 'other';
  status: number;
  /** Bytes that came over the connection: headers, and the body as it was sent. */
  wire: number;
  /** Bytes of the body as the browser used it. */
  decoded: number;
  /** The body as text. */
  content: string;
}

type Kind = Download['kind'];
const KINDS: Record<string, Kind> = { Document: 'document', Stylesheet: 'stylesheet', Script: 'script', Image: 'image', Font: 'font' };

/** Opens an address as a phone does that has never been on the site, and tells all that it downloaded. */
export async function firstVisit(browser: Browser, address: string): Promise<Download[]> {
  const context = await browser.newContext({ ...devices['Pixel 7'], locale: 'zh-CN' });
  try {
    const page = await context.newPage();
    const downloads = await listen(await context.newCDPSession(page), () => page.goto(address, { waitUntil: 'networkidle' }));
    for (const icon of await icons(page)) {
      const seen = downloads.find(({ path }) => path === pathOf(icon));
      // Some browsers fetch the icon beside the page, out of the protocol's sight.
      if (seen) seen.kind = 'icon';
      else downloads.push(await fetched(icon));
    }
    return downloads;
  } finally {
    await context.close();
  }
}

async function listen(session: CDPSession, visit: () => Promise<unknown>): Promise<Download[]> {
  const downloads = new Map<string, Download>();
  const bodies: Promise<void>[] = [];
  await session.send('Network.enable');
  session.on('Network.requestWillBeSent', ({ requestId, request: { url }, type }) => {
    downloads.set(requestId, { path: pathOf(url), kind: KINDS[type ?? ''] ?? 'other', status: 0, wire: 0, decoded: 0, content: '' });
  });
  session.on('Network.responseReceived', ({ requestId, response }) => void Object.assign(downloads.get(requestId) ?? {}, { status: response.status }));
  session.on('Network.loadingFinished', ({ requestId, encodedDataLength }) => {
    const download = downloads.get(requestId);
    if (!download) return;
    download.wire = encodedDataLength;
    const read = session.send('Network.getResponseBody', { requestId }).then(({ body, base64Encoded }) => {
      const bytes = Buffer.from(body, base64Encoded ? 'base64' : 'utf8');
      Object.assign(download, { decoded: bytes.length, content: bytes.toString() });
    });
    bodies.push(read);
  });
  await visit();
  await Promise.all(bodies);
  return [...downloads.values()];
}

/** What the page names as its icons, else what browsers ask for unasked. */
async function icons(page: Page): Promise<string[]> {
  const named = await page.locator('link[rel~="icon"]').evaluateAll((links) => links.map((link) => (link as HTMLLinkElement).href));
  return named.length > 0 ? named : [new URL('/favicon.ico', page.url()).href];
}

/** Fetches one file on a connection of its own, whose bytes are counted. */
function fetched(address: string): Promise<Download> {
  return new Promise((resolve, reject) => {
    const sent = request(address, { agent: false, headers: { 'accept-encoding': 'gzip, deflate, br' } }, (response) => {
      const parts: Buffer[] = [];
      response.on('data', (part: Buffer) => parts.push(part));
      response.on('error', reject);
      response.on('end', () => {
        const body = Buffer.concat(parts);
        resolve({ path: pathOf(address), kind: 'icon', status: response.statusCode ?? 0, wire: sent.socket?.bytesRead ?? 0, decoded: body.length, content: '' });
      });
    });
    sent.on('error', reject);
    sent.end();
  });
}

function pathOf(address: string): string {
  const { pathname, search } = new URL(address);
  return pathname + search;
}
