import { describe, expect, it } from 'vitest';
import { locate, stillHolds } from '@/components/desk/locate';
import type { ArticleView } from '@/lib/articles/view';
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
});
