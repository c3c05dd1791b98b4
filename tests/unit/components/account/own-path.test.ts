import { describe, expect, it } from 'vitest';
import { ownPath } from '@/components/account/own-path';

describe('where sign-in leads', () => {
  it.each(['/desk', '/desk/articles/1?tab=a#b', '/admin/review'])('goes to a path of this site: %s', (path) => {
    expect(ownPath(path)).toBe(path);
  });

  it.each(['//evil.example', '/\\evil.example', '/\t/evil.example', 'https://evil.example', 'javascript:alert(1)', 'desk', '', undefined, ['/desk']])(
    'goes nowhere else: %j',
    (path) => expect(ownPath(path)).toBeNull(),
  );
});
