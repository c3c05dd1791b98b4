const KINDS = ['BACKGROUND', 'PRACTICE', 'PRACTICE', 'OUTCOME', 'INSIGHT'] as const;
const PARAGRAPHS = 3;
const SENTENCE = '镇里把年初定下的事项逐条写在墙上，谁牵头、哪天办完、差在哪一步，来办事的人一抬眼就看得到。';

/** A body of one text. */
export function bodyOf(...paragraphs: string[]) {
  return { type: 'doc', schemaVersion: 1, content: paragraphs.map((text) => ({ type: 'paragraph', content: [{ type: 'text', text }] })) };
}

/** A case of the usual length (five sections, about 2,000 characters) that shares no body with another. */
export function draftArticle(serial: number, category: string) {
  const paragraph = (section: number, at: number) => `第${serial}例第${section + 1}章第${at + 1}段：${SENTENCE.repeat(3)}`;
  return {
    title: `基准测试案例第${serial}例`,
    lead: `第${serial}例。${SENTENCE}`,
    category,
    year: 2024,
    field: '基层治理',
    sections: KINDS.map((kind, section) => ({
      kind,
      heading: `第${section + 1}章`,
      body: bodyOf(...Array.from({ length: PARAGRAPHS }, (_, at) => paragraph(section, at))),
    })),
  };
}
