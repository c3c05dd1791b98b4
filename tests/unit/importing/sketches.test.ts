import sharp from 'sharp';
import { describe, expect, test } from 'vitest';
import { LIMITS } from '@/lib/platform/limits';
import { sketched } from '@/lib/importing/sketches';
import type { ShownImage } from '@/lib/importing/shown';

const picture = (width: number, height: number) => sharp({ create: { width, height, channels: 3, background: '#396' } }).png().toBuffer();
const image = (bytes: Uint8Array | null, at: number, more: Partial<ShownImage> = {}): ShownImage => ({ from: at, to: at + 1, alt: '', name: `${at}.png`, bytes, ...more });
/** The head of a Windows metafile. */
const EMF = Buffer.from('0100000088000000000000000000000000000000', 'hex');

describe('pictures of a preview', () => {
  test('are small ones of those that the store takes; others are told, with what they are called', async () => {
    const wide = await picture(960, 480);
    const broken = wide.subarray(0, wide.length / 2);
    const { images, refused } = await sketched([image(wide, 0, { alt: '渠口', caption: '图1' }), image(EMF, 2, { alt: '渠线图' }), image(broken, 4), image(null, 6, { beside: 'a.png' }), image(EMF, 8)]);
    expect(images).toMatchObject([{ from: 0, to: 1, alt: '渠口', caption: '图1', sketch: { width: LIMITS.import.sketches.side, height: LIMITS.import.sketches.side / 2 } }, { refused: true }, { refused: true }, { beside: 'a.png' }, { refused: true }]);
    const bytes = Buffer.from(images[0]!.sketch!.url.split(',')[1]!, 'base64');
    expect(await sharp(bytes).metadata()).toMatchObject({ format: 'webp', width: LIMITS.import.sketches.side });
    expect(refused).toEqual({ code: 'image_refused', count: 3, at: [2, 4, 8], texts: ['渠线图', '4.png', '8.png'] });
    expect(images.some((one) => 'bytes' in one || 'name' in one)).toBe(false);
  });

  test('are no more than the limits allow, and one that is shown many times counts once', async () => {
    const small = await Promise.all(Array.from({ length: LIMITS.import.sketches.count + 5 }, (_, at) => picture(2 + at, 2)));
    const shown = async (all: ShownImage[]) => (await sketched(all)).images.filter(({ sketch }) => sketch).length;
    expect(await shown(small.map((bytes, at) => image(bytes, at)))).toBe(LIMITS.import.sketches.count);
    expect(await shown(Array.from({ length: LIMITS.import.sketches.count + 5 }, (_, at) => image(small[0]!, at)))).toBe(LIMITS.import.sketches.count + 5);
    const [huge, other] = await Promise.all([picture(6_500, 6_000), picture(6_000, 6_500)]);
    expect(await shown([image(huge, 0), image(other, 1), image(small[0]!, 2)])).toBe(2);
  });

  test('are not looked at for somebody who has left', async () => {
    await expect(sketched([image(await picture(4, 4), 0)], AbortSignal.abort())).rejects.toMatchObject({ code: 'busy' });
  });
});
