import { describe, expect, it } from 'vitest';
import { locate, stillHolds } from '@/components/desk/locate-findings';
import type { ArticleView } from '@/lib/domains/articles/view';
import { doc, paragraph } from '@/lib/content/build';

const section = (id: string, text: string) => ({ id, body: doc(text ? [paragraph(text)] : []) });
const article = (sections: ReturnType<typeof section>[], title = '') => ({ title, lead: '', category: null, sections }) as unknown as ArticleView;
const at = (path: string, code: string) => ({ path, code, message: code });

describe('findings of a refused submission', () => {
  it('point at the control where each is mended', () => {
    const found = locate([at('/title', 'title_missing'), at('/sections', 'sections_empty'), at('/sections/1/body', 'section_empty')], article([section('a', ''), section('b', '')]));
    expect(found.map(({ target }) => target)).toEqual(['field-title', 'add-section', 's-b-text']);
  });

  it('go when what they ask for is there, also after the sections were moved', () => {
    const [title, empty] = locate([at('/title', 'title_missing'), at('/sections/0/body', 'section_empty')], article([section('a', ''), section('b', '文')]));
    expect(stillHolds(title!, article([], '标题'))).toBe(false);
    expect(stillHolds(empty!, article([section('b', '文'), section('a', '')]))).toBe(true);
    expect(stillHolds(empty!, article([section('b', '文'), section('a', '写了')]))).toBe(false);
    expect(stillHolds(empty!, article([section('b', '文')]))).toBe(false);
  });

  it('ask for the words of a picture until all pictures of the section have some', () => {
    const shows = (...attrs: { alt?: string; decorative?: boolean }[]) => ({ id: 'a', body: doc(attrs.map((said) => ({ type: 'image', attrs: { id: 'i', asset: '0a'.repeat(32), ...said } }))) });
    const [asked] = locate([at('/sections/0/body/content/1', 'alt_missing')], article([shows({ alt: '甲' }, {})]));
    expect(asked!.target).toBe('s-a-text');
    expect(stillHolds(asked!, article([shows({ alt: '甲' }, {})]))).toBe(true);
    expect(stillHolds(asked!, article([shows({ alt: '甲' }, { decorative: true })]))).toBe(false);
    expect(stillHolds(asked!, article([shows({ alt: '甲' }, { alt: '乙' })]))).toBe(false);
  });
});
