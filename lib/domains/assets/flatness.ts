/** Pixels that are looked at: enough to tell, and a few milliseconds of work whatever the size. */
const SAMPLES = 200_000;

/**
 * The share of pixels that have the very colour of the next one, from 0 to 1: nine of ten in a drawing or a page of text, one
 * of twenty in a photo, whose every pixel has some noise.
 * @param pixels row by row, `channels` bytes each
 */
export function flatness(pixels: Uint8Array, channels: number): number {
  const count = Math.floor(pixels.length / channels) - 1;
  if (count < 1) return 1;
  const step = Math.max(1, Math.floor(count / SAMPLES));
  let same = 0;
  let looked = 0;
  for (let pixel = 0; pixel < count; pixel += step) {
    looked += 1;
    const at = pixel * channels;
    let channel = 0;
    while (channel < channels && pixels[at + channel] === pixels[at + channels + channel]) channel += 1;
    if (channel === channels) same += 1;
  }
  return same / looked;
}
