export const common = {
  /** As `lang` has it. */
  language: 'zh-CN',
  siteName: '案例库',
  kinds: { BACKGROUND: '背景', PRACTICE: '做法', OUTCOME: '成效', INSIGHT: '启示', OTHER: '其他' },
  stages: { DRAFT: '草稿', SUBMITTED: '待审核', RETURNED: '已退回', APPROVED: '已通过' },
  publication: { PUBLISHED: '已发布', UNPUBLISHED: '未发布', WITHDRAWN: '已撤下' },
  roles: { READER: '读者', EDITOR: '编辑', REVIEWER: '审核员', ADMIN: '管理员' },
  facets: { region: '地区', organisation: '单位', year: '年份', field: '领域', category: '栏目' },
  fields: { title: '标题', lead: '导语', sections: '章节', heading: '章节标题', body: '正文', kind: '类型' },
  /** Said of the differences of two texts (components/content/BodyDiff.tsx). */
  diff: {
    added: '新增',
    removed: '删去',
    up: '从后面移来',
    down: '从前面移来',
    restyled: '文字没有变，格式、链接或图片有改动',
    form: '格式、链接或图片也有改动',
    picture: '图片',
    note: '注释',
    table: '表格',
    unchanged: '{count} 段没有改动',
    same: '没有差别。',
  },
  /** Said inside the HTML of a body (lib/content/html.ts). */
  html: { table: '表格', image: '图片', notes: '注释', note: '注释', back: '回到正文，注释' },
};
