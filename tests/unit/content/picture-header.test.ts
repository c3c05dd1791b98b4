import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { HEADER_BYTES, pictureHeader } from '../../../lib/content/picture-header';

const made = (width: number, height: number) => sharp({ create: { width, height, channels: 3, background: '#a04020' } });

describe('the first bytes of a picture say what libvips says', () => {
  test.each([
    ['image/png', () => made(301, 203).png()],
    ['image/jpeg', () => made(301, 203).jpeg()],
    ['image/jpeg', () => made(301, 203).jpeg({ progressive: true }).withExif({ IFD0: { Copyright: '某'.repeat(5_000) } })],
    ['image/webp', () => made(301, 203).webp()],
    ['image/webp', () => made(301, 203).webp({ lossless: true })],
    ['image/webp', () => made(301, 203).webp().withExif({ IFD0: { Copyright: '某' } })],
    ['image/gif', () => made(301, 203).gif()],
  ])('%s', async (type, make) => {
    expect(pictureHeader((await make().toBuffer()).subarray(0, HEADER_BYTES))).toEqual({ type, size: { width: 301, height: 203 } });
  });

  test('and nothing of what is none, or is cut', async () => {
    for (const text of ['', 'GIF', '<svg xmlns="http://www.w3.org/2000/svg"/>', '\0\0\0 ftypheic']) expect(pictureHeader(Buffer.from(text, 'latin1'))).toBeNull();
    const whole = await made(301, 203).jpeg().toBuffer();
    for (let length = 3; length < 40; length += 1) expect(pictureHeader(whole.subarray(0, length))?.type).toBe('image/jpeg');
    for (const form of ['png', 'webp', 'gif'] as const) {
      const bytes = await made(301, 203).toFormat(form).toBuffer();
      for (let length = 0; length < 40; length += 1) expect(() => pictureHeader(bytes.subarray(0, length))).not.toThrow();
    }
  });
});
