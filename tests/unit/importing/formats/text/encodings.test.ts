import { expect, test } from 'vitest';
import { decodeText } from '@/lib/importing/formats/text/decode';
import { decodeUtf32 } from '@/lib/importing/formats/text/utf-32';

const hex = (bytes: string) => Buffer.from(bytes, 'hex');

/** Encoded by Python's codecs, which share no code with what reads them here. */
const TEXTS: [string, string, Buffer][] = [
  ['big5', '一、背景\n社區老舊，居民反映強烈，鎮公所決定推動網格化治理。', hex('a440a142ad49b4ba0aaac0b0cfa6d1c2c2a141a97ea5c1a4cfac4db16aaf50a141c2eda4bda9d2a84da977b1c0b0cabaf4aee6a4c6aa76b27aa143')],
  ['big5', '鎮公所推動網格化治理的案例', hex('c2eda4bda9d2b1c0b0cabaf4aee6a4c6aa76b27aaabaaed7a8d2')],
  ['shift_jis', '背景\n町内会の高齢化が進み、見守りが難しくなった。', hex('94778c690a92ac93e089ef82cc8d8297ee89bb82aa906982dd81418ca98ee782e882aa93ef82b582ad82c882c182bd8142')],
  ['euc-jp', '背景\n町内会の高齢化が進み、見守りが難しくなったので、若い世代と一緒に取り組んだ。', hex('c7d8b7ca0ac4aec6e2b2f1a4ceb9e2cef0b2bda4acbfcaa4dfa1a2b8abbce9a4eaa4acc6f1a4b7a4afa4caa4c3a4bfa4cea4c7a1a2bce3a4a4c0a4c2e5a4c8b0ecbdefa4cbbce8a4eac1c8a4f3a4c0a1a3')],
  ['euc-kr', '배경\n주민들의 불편이 커지자 마을회의에서 매주 한 번씩 함께 점검하기로 하였다.', hex('b9e8b0e60ac1d6b9ceb5e9c0c720bad2c6edc0cc20c4bfc1f6c0da20b8b6c0bbc8b8c0c7bfa1bcad20b8c5c1d620c7d120b9f8bebf20c7d4b2b220c1a1b0cbc7cfb1e2b7ce20c7cfbfb4b4d92e')],
  ['gb18030', '一、背景\n老旧小区多，问题突出。', hex('d2bba1a2b1b3beb00ac0cfbec9d0a1c7f8b6e0a3accecacce2cdbbb3f6a1a3')],
  ['gb18030', '中文案例', hex('d6d0cec4b0b8c0fd')],
  ['gb18030', '一、背景\n社區老舊，居民反映強烈，鎮公所決定推動網格化治理。', hex('d2bba1a2b1b3beb00ac9e7855ec0cfc566a3acbed3c3f1b7b4d3b38f8ac1d2a3ace682b9abcbf99b51b6a8cdc684d3be57b8f1bbafd6cec0eda1a3')],
  ['iso-2022-jp', '背景：町内会の高齢化が進んだ。', hex('1b24424758374a2127442e46623271244e39624e70323d242c3f4a2473244021231b2842')],
  ['utf-32le', '一、背景\n老旧小区𠮷多', hex('004e000001300000cc8000006f6600000a00000001800000e76500000f5c00003a530000b70b02001a590000')],
  ['utf-32be', '一、背景\n老旧小区𠮷多', hex('00004e0000003001000080cc0000666f0000000a00008001000065e700005c0f0000533a00020bb70000591a')],
  ['utf-32le', '一、背景', hex('fffe0000004e000001300000cc8000006f660000')],
  ['utf-32be', '一、背景', hex('0000feff00004e0000003001000080cc0000666f')],
];

test.each(TEXTS)('%s is recognised: %s', (encoding, text, bytes) => {
  expect(decodeText(bytes)).toEqual({ text, encoding });
});

test('a text that goes on beyond what is looked at is decoded whole', () => {
  const [, text, bytes] = TEXTS[0]!;
  const times = 3_000;
  const long = decodeText(Buffer.concat(Array.from({ length: times }, () => bytes)));
  expect(long.encoding).toBe('big5');
  expect(long.text === text.repeat(times)).toBe(true);
});

test('UTF-32 that is damaged has stand-ins, and does not throw', () => {
  expect(decodeUtf32(hex('004e0000ffffffff00d80000004e'), true)).toBe('一\uFFFD\uFFFD\uFFFD');
});
