import { describe, expect, it } from 'vitest';
import { changedFields, disputed, mergedDraft, withoutInvisible } from '@/components/desk/draft';

const base = { heading: '背景', text: '原文', kind: 'BACKGROUND' };

describe('drafts', () => {
  it('sends only what was changed', () => {
    expect(changedFields(base, { ...base, text: '新' })).toEqual({ text: '新' });
    expect(changedFields(base, base)).toEqual({});
  });

  it('keeps the writer’s fields and takes all others from the other side', () => {
    const theirs = { heading: '起因', text: '对方的', kind: 'OTHER' };
    expect(mergedDraft(base, { ...base, text: '我的' }, theirs)).toEqual({ heading: '起因', text: '我的', kind: 'OTHER' });
  });

  it('disputes only fields that the writer changed and that read otherwise there', () => {
    expect(disputed(base, { ...base, text: '我的', heading: '同' }, { ...base, heading: '同', kind: 'OTHER' })).toEqual(['text']);
  });

  it('loses the controls that nobody sees, counted, and neither breaks nor what was not changed', () => {
    const before = { ...base, kind: 'a\u0007b' };
    expect(withoutInvisible(before, { ...before, text: '一\u0000\u0001二\v三\n四\u0080', heading: '起因' })).toEqual({
      fields: { heading: '起因', text: '一二\v三\n四', kind: 'a\u0007b' },
      dropped: 3,
    });
  });
});
