/** What is found in a document beside its text, and where. */
export const facets = {
  title: '从文中找到的信息',
  use: '采用',
  alternatives: '其他可能',
  names: {
    region: '地区',
    township: '乡镇街道',
    organisation: '单位',
    year: '年份',
    field: '领域',
    author: '作者',
    source: '来源',
    honour: '荣誉',
    recommender: '推荐单位',
    contact: '联系人（不公开）',
  },
  parts: { title: '标题', byline: '署名', lead: '导语', text: '正文', tail: '文末', stripped: '页面信息' },
};
