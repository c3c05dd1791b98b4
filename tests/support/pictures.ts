import sharp from 'sharp';
import { image } from '../../lib/content/build';
import type { Image } from '../../lib/content/schema';
import { data } from './answers';
import { as, type Answer } from './client';
import type { Person } from './people';

/** What `POST /api/assets` answers. */
export interface StoredPicture {
  asset: string;
  width: number;
  height: number;
  animated: boolean;
}

let made = 0;

/** A PNG that no other test has: another colour each time. */
export function picture(width: number, height: number): Promise<Buffer> {
  made += 1;
  const seed = (process.pid * 7919 + made * 104_729) % 0xffffff;
  const background = { r: seed >> 16, g: (seed >> 8) & 255, b: seed & 255 };
  return sharp({ create: { width, height, channels: 3, background } }).composite([{ input: mark(seed), left: 0, top: 0 }]).png().toBuffer();
}

/** Colours may come out the same; a pattern of the number does not. */
function mark(seed: number): Buffer {
  const bits = Array.from({ length: 24 }, (_, at) => ((seed >> at) & 1 ? `<rect x="${(at % 6) * 8}" y="${Math.floor(at / 6) * 8}" width="8" height="8"/>` : ''));
  return Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="48" height="32">${bits.join('')}</svg>`);
}

export function send(person: Person, bytes: Uint8Array, headers: Record<string, string> = {}): Promise<Answer> {
  return as(person).post('/api/assets', bytes, { 'content-type': 'image/png', ...headers });
}

/** Stores a picture through the API. */
export async function upload(person: Person, bytes: Uint8Array): Promise<StoredPicture> {
  return data<StoredPicture>(await send(person, bytes), 201);
}

/** A section that shows a picture. */
export function sectionWith(stored: StoredPicture, words: { alt?: string; caption?: string } = { alt: '公示栏' }): Record<string, unknown> & { body: { content: Image[] } } {
  return { kind: 'PRACTICE', heading: '做法', body: { type: 'doc', schemaVersion: 1, content: [image(stored, words)] } } as never;
}
