import { describe, expect, test } from 'vitest';
import { passwordFault } from '../../../../lib/domains/users/password-blocklist';
import { LIMITS } from '../../../../lib/platform/limits';

const holder = { email: 'alice.wang@library.example', name: '王小丽' };
const faultOf = (password: string) => passwordFault(password, holder);

describe('refused as common', () => {
  test.each([
    '1234567890', '０１２３４５６７８９', 'password12', 'Passw0rd123!', 'P@ssw0rd2024', 'qwertyuiop', '1qaz2wsx3edc', 'qq123456789', 'a123456789', 'iloveyou123',
    'aaaaaaaaaa', 'abcdefghij', 'abababababab', '密码密码密码密码密码', '1111122222', 'welcome2024', '13800138000',
  ])('%s', (password) => {
    expect(faultOf(password)).toBe('password_common');
  });
});

describe('refused as showing nothing', () => {
  test.each([['spaces', ' '.repeat(10)], ['ideographic spaces', '\u3000'.repeat(10)], ['several kinds', ' \u00a0\u2003\u3000\u200b\ufeff\u2060\t\u00ad\u180e']])('%s', (_what, password) => {
    expect(faultOf(password)).toBe('password_blank');
  });
});

describe('refused as hardly more than what everybody knows', () => {
  test.each(['alice.wang@library.example', 'ALICE.WANG@library.example', 'alicewang2026', 'Wang.Alice!', '王小丽王小丽1990', 'library2026!', 'anli案例库123', 'ａｌｉｃｅ２０２６！'])('%s', (password) => {
    expect(faultOf(password)).toBe('password_expected');
  });
});

describe('taken', () => {
  test.each(['ten characters', 'a new password', 'correct horse battery', '  密码 𠮷🙂 e\u0301 ', 'x7Kq-93mZ2p', '我爱北京天安门我爱北京', 'alice mends the old clock', '案例库里有七棵树和一条河', 'exam-pl-42-k'])('%s', (password) => {
    expect(faultOf(password)).toBeNull();
  });
});

test('a long password is looked at as far as it matters', () => {
  const long = Array.from({ length: LIMITS.password.max }, (_, index) => '1.9a@8({[</369&#'.charAt((index * 7) % 16)).join('');
  expect(faultOf(long)).toBeNull();
  expect(faultOf('a'.repeat(LIMITS.password.max))).toBe('password_common');
});
