/**
 * A body as an editor sends it, not yet in canonical form: every node, every mark and every attribute, with marks out of
 * order, texts to be joined, and attributes that say nothing. Each attribute that carries words has words of its own.
 */
export const everyNode = {
  type: 'doc',
  schemaVersion: 1,
  content: [
    { type: 'heading', attrs: { id: 'h1', level: 2, number: '一' }, content: [{ type: 'text', text: '基本' }, { type: 'text', text: '做法' }] },
    { type: 'heading', attrs: { id: 'h2', level: 3, number: null }, content: [{ type: 'text', text: '步骤' }] },
    { type: 'heading', attrs: { id: 'h3', level: 4, number: '（二）' } },
    {
      type: 'paragraph',
      attrs: { id: 'p1' },
      content: [
        { type: 'text', text: '见', marks: [] },
        { type: 'text', text: '办法', marks: [{ type: 'italic' }, { type: 'bold' }, { type: 'link', attrs: { href: 'https://example.org/a?b=1&c' } }] },
        { type: 'footnote', attrs: { id: 'n1' }, content: [{ type: 'text', text: '注甲' }, { type: 'hardBreak' }, { type: 'text', text: '注乙', marks: [{ type: 'bold' }] }], marks: [{ type: 'bold' }] },
        { type: 'hardBreak', marks: [{ type: 'bold' }] },
        { type: 'text', text: '第二行' },
      ],
    },
    { type: 'paragraph', attrs: { id: 'p2' }, content: [] },
    { type: 'image', attrs: { id: 'i1', asset: '0f'.repeat(32), alt: '公示栏', decorative: true, caption: '图一 积分', width: 1200, height: 800 } },
    { type: 'image', attrs: { id: 'i2', asset: 'f0'.repeat(32), alt: '', decorative: true, caption: null, width: null } },
    {
      type: 'bulletList',
      attrs: { id: 'u1' },
      content: [
        {
          type: 'listItem',
          attrs: { id: 'u2' },
          content: [
            { type: 'paragraph', attrs: { id: 'u3' }, content: [{ type: 'text', text: '甲项' }] },
            { type: 'orderedList', attrs: { id: 'o1', start: 3 }, content: [{ type: 'listItem', attrs: { id: 'o2' }, content: [{ type: 'paragraph', attrs: { id: 'o3' }, content: [{ type: 'text', text: '丙项' }] }] }] },
          ],
        },
      ],
    },
    { type: 'orderedList', attrs: { id: 'o4', start: 1 }, content: [{ type: 'listItem', attrs: { id: 'o5' }, content: [{ type: 'paragraph', attrs: { id: 'o6' }, content: [{ type: 'text', text: '丁项' }] }] }] },
    { type: 'blockquote', attrs: { id: 'q1' }, content: [{ type: 'paragraph', attrs: { id: 'q2' }, content: [{ type: 'text', text: '引文' }] }] },
    {
      type: 'table',
      attrs: { id: 't1', caption: '表一 评分' },
      content: [
        {
          type: 'tableRow',
          content: [
            { type: 'tableHeader', attrs: { colspan: 2, rowspan: 1 }, content: [{ type: 'paragraph', attrs: { id: 't2' }, content: [{ type: 'text', text: '项目' }] }] },
            { type: 'tableHeader', attrs: { colspan: null }, content: [{ type: 'paragraph', attrs: { id: 't3' }, content: [{ type: 'text', text: '分值' }] }] },
          ],
        },
        {
          type: 'tableRow',
          content: [
            { type: 'tableCell', attrs: { rowspan: 2 }, content: [{ type: 'paragraph', attrs: { id: 't4' }, content: [{ type: 'text', text: '考勤' }] }] },
            { type: 'tableCell', content: [{ type: 'paragraph', attrs: { id: 't5' }, content: [{ type: 'text', text: '迟到' }] }] },
            { type: 'tableCell', content: [{ type: 'paragraph', attrs: { id: 't6' }, content: [{ type: 'text', text: '十分' }] }] },
          ],
        },
        {
          type: 'tableRow',
          content: [
            { type: 'tableCell', content: [{ type: 'paragraph', attrs: { id: 't7' }, content: [{ type: 'text', text: '早退' }] }, { type: 'paragraph', attrs: { id: 't8' }, content: [{ type: 'text', text: '旷工' }] }] },
            { type: 'tableCell', content: [{ type: 'paragraph', attrs: { id: 't9' } }] },
          ],
        },
      ],
    },
  ],
} as const;
