import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { encodePicture } from '@/lib/domains/assets/encode';
import { flatness } from '@/lib/domains/assets/flatness';
import { isDomainError } from '@/lib/platform/errors';
import { LIMITS } from '@/lib/platform/limits';
import { sha256 } from '@/lib/platform/sha256';

const plain = (width: number, height: number, background = '#c81e1e') => sharp({ create: { width, height, channels: 3, background } });

/** The code of the refusal and of its finding; a picture that is taken is none. */
async function refusal(bytes: Uint8Array): Promise<[string, string | undefined] | 'taken'> {
  try {
    await encodePicture(bytes);
    return 'taken';
  } catch (error) {
    if (!isDomainError(error)) throw error;
    return [error.code, error.details.findings?.[0]?.code];
  }
}

async function pixel(bytes: Uint8Array, left: number, top: number): Promise<number[]> {
  return [...(await sharp(bytes).extract({ left, top, width: 1, height: 1 }).removeAlpha().raw().toBuffer())];
}

function near(found: number[], wanted: number[], by = 12): boolean {
  return found.length === wanted.length && found.every((value, at) => Math.abs(value - wanted[at]!) <= by);
}

test('comes in the widths of the store, none larger than it came, named by the largest', async () => {
  const source = await plain(2400, 1200).jpeg().toBuffer();
  const picture = await encodePicture(source);
  expect(picture).toMatchObject({ width: 1600, height: 800, animated: false, sourceHash: sha256(source) });
  expect(picture.files.map(({ width }) => width)).toEqual([480, 960, 1600]);
  expect(picture.hash).toBe(sha256(picture.files[2]!.bytes));
  for (const { width, bytes } of picture.files) expect(await sharp(bytes).metadata()).toMatchObject({ format: 'webp', width, height: width / 2 });
  expect((await encodePicture(await plain(300, 10).png().toBuffer())).files.map(({ width }) => width)).toEqual([300]);
  expect(await encodePicture(await plain(100, 20_000).png().toBuffer())).toMatchObject({ width: 80, height: 16_000 });
});

test('keeps nothing of the file that came in but its picture: no place, no name, no profile, upright', async () => {
  const left = await plain(20, 40).composite([{ input: await plain(20, 20, '#1e1ec8').png().toBuffer(), top: 0, left: 0 }]).png().toBuffer();
  const source = await sharp(left)
    .resize(200, 400, { kernel: 'nearest' })
    .withExif({ IFD0: { Copyright: 'SECRET-NAME' }, IFD3: { GPSLatitudeRef: 'N', GPSLatitude: '31/1 23/1 0/1' } })
    .withXmp('<x:xmpmeta xmlns:x="adobe:ns:meta/">SECRET-NAME</x:xmpmeta>')
    .withMetadata({ orientation: 6 })
    .jpeg()
    .toBuffer();
  const before = await sharp(source).metadata();
  expect([before.orientation, before.exif?.length ?? 0]).toEqual([6, expect.any(Number)]);
  expect(source.includes('SECRET-NAME')).toBe(true);

  const picture = await encodePicture(source);
  expect([picture.width, picture.height]).toEqual([400, 200]);
  for (const { bytes } of picture.files) {
    const { exif, xmp, icc, iptc, orientation } = await sharp(bytes).metadata();
    expect([exif, xmp, icc, iptc, orientation]).toEqual([undefined, undefined, undefined, undefined, undefined]);
    expect(bytes.includes('SECRET-NAME')).toBe(false);
    // What was above is on the right, since the camera was turned.
    expect(near(await pixel(bytes, 390, 100), [30, 30, 200])).toBe(true);
    expect(near(await pixel(bytes, 10, 100), [200, 30, 30])).toBe(true);
  }
});

test('colours of another profile are the same colours in sRGB', async () => {
  const source = await plain(60, 60).withIccProfile('p3').png().toBuffer();
  const [, stored] = await pixelsAsStored(source);
  expect(near(stored, [200, 30, 30], 6)).toBe(false);
  const { files } = await encodePicture(source);
  expect(near(await pixel(files[0]!.bytes, 30, 30), [200, 30, 30], 6)).toBe(true);
});

/** The numbers in a PNG file, without what its profile makes of them. */
async function pixelsAsStored(source: Buffer): Promise<[string, number[]]> {
  const { data } = await sharp(source).keepIccProfile().extract({ left: 30, top: 30, width: 1, height: 1 }).png().toBuffer({ resolveWithObject: true });
  const raw = await sharp(data, { ignoreIcc: true }).removeAlpha().raw().toBuffer();
  return ['p3', [...raw]];
}

describe('what is taken', () => {
  test.each([
    ['grey', () => plain(50, 50).greyscale().png().toBuffer()],
    ['CMYK', () => plain(50, 50).toColourspace('cmyk').jpeg().toBuffer()],
    ['16 bits', () => plain(50, 50).toColourspace('rgb16').png().toBuffer()],
    ['transparent', () => sharp({ create: { width: 50, height: 50, channels: 4, background: '#00000000' } }).png().toBuffer()],
    ['a palette', () => plain(50, 50).png({ palette: true }).toBuffer()],
    ['progressive', () => plain(50, 50).jpeg({ progressive: true }).toBuffer()],
    ['GIF', () => plain(50, 50).gif().toBuffer()],
    ['WebP', () => plain(50, 50).webp().toBuffer()],
  ])('%s', async (_what, make) => {
    expect(await encodePicture(await make())).toMatchObject({ width: 50, height: 50, animated: false });
  });

  test('of a picture that moves the first frame, and it is said', async () => {
    const frames = Buffer.concat([await plain(40, 40).raw().toBuffer(), await plain(40, 40, '#1e1ec8').raw().toBuffer()]);
    const moving = await sharp(frames, { raw: { width: 40, height: 80, channels: 3, pageHeight: 40 } }).gif({ delay: [100, 100] }).toBuffer();
    expect((await sharp(moving).metadata()).pages).toBe(2);
    const picture = await encodePicture(moving);
    expect(picture).toMatchObject({ width: 40, height: 40, animated: true });
    expect(near(await pixel(picture.files[0]!.bytes, 20, 20), [200, 30, 30])).toBe(true);
  });
});

describe('what is refused, by its name', () => {
  const svg = '<svg xmlns="http://www.w3.org/2000/svg"><script>alert(1)</script></svg>';
  test.each([
    ['SVG', () => Buffer.from(svg), ['unsupported_media_type', 'picture_svg']],
    ['SVG behind a declaration', () => Buffer.from(`<?xml version="1.0"?>\n<!DOCTYPE svg>\n${svg}`), ['unsupported_media_type', 'picture_svg']],
    ['HEIC', () => Buffer.from('\0\0\0\x18ftypheic\0\0\0\0mif1heic', 'latin1'), ['unsupported_media_type', 'picture_heic']],
    ['AVIF', () => Buffer.from('\0\0\0\x18ftypavif\0\0\0\0mif1avif', 'latin1'), ['unsupported_media_type', 'picture_heic']],
    ['BMP', () => Buffer.concat([Buffer.from('BM'), Buffer.alloc(60)]), ['unsupported_media_type', 'picture_type']],
    ['a page', () => Buffer.from('<!doctype html><script>alert(1)</script>'), ['unsupported_media_type', 'picture_type']],
    ['PDF', () => Buffer.from('%PDF-1.7\n'), ['unsupported_media_type', 'picture_type']],
    ['nothing', () => Buffer.alloc(0), ['invalid', 'file_empty']],
    ['a PNG that ends early', async () => (await sharp(await noise(300)).png().toBuffer()).subarray(0, 20_000), ['invalid', 'picture_broken']],
    ['a JPEG that ends early', async () => (await sharp(await noise(300)).jpeg().toBuffer()).subarray(0, 8_000), ['invalid', 'picture_broken']],
    ['what only begins like a PNG', async () => Buffer.concat([(await plain(50, 50).png().toBuffer()).subarray(0, 60), Buffer.from(svg)]), ['invalid', 'picture_broken']],
    ['a JPEG with the start of a page', () => Buffer.concat([Buffer.from([0xff, 0xd8, 0xff, 0xe0]), Buffer.from('<script>')]), ['invalid', 'picture_broken']],
  ] as const)('%s', async (_what, make, expected) => expect(await refusal(await make())).toEqual(expected));

  test('more pixels than the limit, however few bytes they are', async () => {
    const side = Math.ceil(Math.sqrt(LIMITS.picture.pixels)) + 1;
    const bomb = await plain(side, side).png({ compressionLevel: 9 }).toBuffer();
    expect(bomb.length).toBeLessThan(500_000);
    expect(await refusal(bomb)).toEqual(['invalid', 'picture_too_many_pixels']);
  });

  test('a header that promises a hundred thousand by a hundred thousand', async () => {
    const small = await plain(10, 10).png().toBuffer();
    small.writeUInt32BE(100_000, 16);
    small.writeUInt32BE(100_000, 20);
    expect(await refusal(small)).toEqual(['invalid', 'picture_too_many_pixels']);
  });

  test('more bytes than the limit', async () => {
    expect(await refusal(Buffer.alloc(LIMITS.picture.bytes + 1))).toEqual(['too_large', undefined]);
  });
});

function noise(side: number): Promise<Buffer> {
  return sharp({ create: { width: side, height: side, channels: 3, background: '#808080', noise: { type: 'gaussian', mean: 128, sigma: 60 } } }).png().toBuffer();
}

describe('a picture is kept by its looks', () => {
  const drawing = (width: number, height: number) => {
    const letters = Array.from({ length: 12 }, (_, row) => `<text x="8" y="${20 + row * 18}" font-size="14" fill="${['#c00', '#00c', '#080'][row % 3]}">Budget ${row * 37} of 1234567</text>`);
    return sharp(Buffer.from(`<svg xmlns="http://www.w3.org/2000/svg" width="${width}" height="${height}"><rect width="100%" height="100%" fill="#fff"/>${letters.join('')}</svg>`)).flatten().png().toBuffer();
  };
  const pixels = (bytes: Uint8Array) => sharp(bytes).removeAlpha().raw().toBuffer();

  test('a drawing without loss: coloured letters keep their colours', async () => {
    const source = await drawing(400, 240);
    expect((await pixels((await encodePicture(source)).files[0]!.bytes)).equals(await pixels(source))).toBe(true);
  });

  test('a photo takes no more than a photo does, though it came as PNG', async () => {
    const photo = await sharp(await noise(600)).blur(3).png().toBuffer();
    const { files } = await encodePicture(photo);
    expect(files.at(-1)!.bytes.length).toBeLessThan(photo.length / 5);
  });

  test('what has both is told apart from either by its pixels', async () => {
    const raw = async (bytes: Buffer) => flatness(await pixels(bytes), 3);
    expect(await raw(await drawing(400, 240))).toBeGreaterThan(0.7);
    expect(await raw(await sharp(await noise(200)).png().toBuffer())).toBeLessThan(0.1);
    expect([flatness(new Uint8Array(300), 3), flatness(new Uint8Array(3), 3)]).toEqual([1, 1]);
  });
});
