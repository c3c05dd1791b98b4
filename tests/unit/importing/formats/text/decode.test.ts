import { describe, expect, it } from 'vitest';
import { decodeText } from '@/lib/importing/formats/text/decode';

const TEXT = '一、背景\n兰花镇';
const GB18030 = [0xd2, 0xbb, 0xa1, 0xa2, 0xb1, 0xb3, 0xbe, 0xb0, 0x0a, 0xc0, 0xbc, 0xbb, 0xa8, 0xd5, 0xf2];

function utf16(text: string, bigEndian: boolean): Uint8Array {
  const units = [0xfeff, ...Array.from(text, (c) => c.charCodeAt(0))];
  return Uint8Array.from(units.flatMap((unit) => (bigEndian ? [unit >> 8, unit & 0xff] : [unit & 0xff, unit >> 8])));
}

describe('decodeText', () => {
  it.each([
    ['utf-8', new TextEncoder().encode(TEXT)],
    ['utf-8', new TextEncoder().encode(`\uFEFF${TEXT}`)],
    ['utf-16le', utf16(TEXT, false)],
    ['utf-16be', utf16(TEXT, true)],
    ['gb18030', Uint8Array.from(GB18030)],
  ])('reads %s', (encoding, bytes) => {
    expect(decodeText(bytes)).toEqual({ text: TEXT, encoding });
  });

  it('reads four-byte characters of GB18030', () => {
    expect(decodeText(Uint8Array.from([0x95, 0x32, 0x82, 0x36])).text).toBe('\u{20000}');
  });

  it('takes an empty file and broken bytes without throwing', () => {
    expect(decodeText(new Uint8Array())).toEqual({ text: '', encoding: 'utf-8' });
    expect(decodeText(Uint8Array.from([0x80, 0xff])).text).toContain('\uFFFD');
  });
});
