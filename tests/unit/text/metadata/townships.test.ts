import { describe, expect, it } from 'vitest';
import { localDocumentReader } from '@/lib/importing/local-document-reader';
import { proposeFacets } from '@/lib/text/metadata/facets';
import type { Proposal } from '@/lib/text/metadata/proposal';
import { outline } from '@/lib/text/outline/outline';
import { CONFIDENT, gazetteer } from './measure';

const BODY = '\n一、背景\n老渠年年争水，三个村谁也不肯先让。\n二、做法\n先量水，再分水，谁用谁付钱。';

function propose(head: string): { region?: Proposal; township?: Proposal; all: Proposal[] } {
  const all = proposeFacets(outline(head + BODY), gazetteer);
  const first = (facet: Proposal['facet']) => all.find((one) => one.facet === facet);
  return { region: first('region'), township: first('township'), all };
}

describe('townships of the list', () => {
  it.each([
    ['right behind the county', '把渠管好\n浙江省海宁市斜桥镇2021年改了规矩。', '浙江省嘉兴市海宁市斜桥镇', '330481107', 0.9],
    ['in another sentence than the county', '海宁市的渠\n2021年，斜桥镇把钥匙交给渠长。', '浙江省嘉兴市海宁市斜桥镇', '330481107', 0.8],
    ['of a county right below its province', '把渠管好\n湖北省仙桃市通海口镇2021年改了规矩。', '湖北省仙桃市通海口镇', '429004113', 0.9],
    ['of a district of a city right below the state', '把楼道管好\n北京市东城区景山街道2021年改了规矩。', '北京市东城区景山街道', '110101002', 0.9],
    ['in the name of the organisation', '把渠管好\n申报单位：浙江省海宁市斜桥镇水务站\n', '浙江省嘉兴市海宁市斜桥镇', '330481107', 0.9],
    ['with a name that hundreds have, below a county', '凤台县城关镇的渠\n2021年改了规矩。', '安徽省淮南市凤台县城关镇', '340421100', 0.9],
    ['within a phrase that has the shape of a name', '海宁市的渠\n走进斜桥镇，渠水清了。', '浙江省嘉兴市海宁市斜桥镇', '330481107', 0.6],
    ['that begins as its county does', '余杭区余杭街道的渠\n2021年改了规矩。', '浙江省杭州市余杭区余杭街道', '330110013', 0.9],
  ])('%s', (_, head, label, code, confidence) => {
    const { township } = propose(head);
    expect(township).toMatchObject({ label, code });
    expect(township!.confidence).toBeGreaterThanOrEqual(confidence);
  });

  it('are in what an editor is shown of a document', async () => {
    const { proposals } = await localDocumentReader.read({ fileName: '渠.txt', bytes: Buffer.from(`海宁市斜桥镇的渠${BODY}`) });
    expect(proposals[0]!.find(({ facet }) => facet === 'township')).toMatchObject({ label: '浙江省嘉兴市海宁市斜桥镇', code: '330481107' });
  });

  it('are the second choice where they are another place', () => {
    const { township, region } = propose('把渠管好\n余杭区五常街道2021年赴海宁市斜桥镇考察。');
    expect([region?.value, township?.code]).toEqual(['330110', '330110005']);
  });

  it('choose among the counties of one name', () => {
    const { region, township } = propose('鼓楼区的板凳会\n南街街道把调解放到巷口。');
    expect([region?.value, township?.label]).toEqual(['350102', '福建省福州市鼓楼区南街街道']);
    expect(region!.confidence).toBeGreaterThan(CONFIDENT);
  });
});

describe('a township tells its county', () => {
  it.each([
    ['behind its city', '嘉兴市斜桥镇的渠\n2021年改了规矩。', '330481', 0.7, 0.9],
    ['in the province that the text names', '斜桥镇的渠\n2021年，浙江省各地的渠都改了规矩。', '330481', 0.6, 0.75],
    ['as the only one of its name', '牛大场镇的渠\n2021年改了规矩。', '522623', 0.4, CONFIDENT],
  ])('%s', (_, head, county, least, most) => {
    const told = propose(head).all.find(({ facet, value }) => facet === 'region' && value === county);
    expect(told?.confidence).toBeGreaterThanOrEqual(least);
    expect(told?.confidence).toBeLessThan(most);
  });

  it('and leaves the province that is named where it was', () => {
    expect(propose('斜桥镇的渠\n浙江省水利厅\n2021年改了规矩。').region?.value).toBe('330000');
  });

  it.each([
    ['a name of hundreds', '城关镇的渠\n2021年改了规矩。'],
    ['a common name in a province that has but one', '和平街道的板凳会\n2021年，四川省各地都改了规矩。'],
    ['another common name', '新城街道的板凳会\n解放街道也改了规矩。'],
    ['a word', '创新街道治理\n2021年，民族街道文化有了去处。'],
    ['the only one beside a county that several have', '江北区的渠\n2021年，牛大场镇也改了规矩。', 2],
    ['a name that two provinces have', '斜桥镇的渠\n2021年改了规矩。'],
    ['an only one below a county that no list has', '石桐县牛大场镇的渠\n2021年改了规矩。'],
    ['an only one in a text about such a county', '牛大场镇的渠\n2021年，石桐县的渠都改了规矩。'],
    ['an only one of another province', '牛大场镇的渠\n2021年，浙江省各地的渠都改了规矩。'],
    ['a place that is visited', '把渠管好\n2021年，渠长们赴牛大场镇考察。'],
    ['the end of a longer name', '青柳牛大场镇的渠\n2021年改了规矩。'],
    ['words of the language', '把集镇和城乡管好\n下乡的人回到家乡，特色小镇、重点镇和各乡镇街道都改了规矩。'],
  ])('but not %s', (_, head, named = 0) => {
    const counties = propose(head).all.filter(({ facet, value }) => facet === 'region' && gazetteer.place(value)?.depth === 2);
    expect(counties.filter(({ quote }) => /[镇乡道]$/.test(quote))).toEqual([]);
    expect(counties).toHaveLength(named);
  });

  it('but not where the text names another one', () => {
    const { all } = propose('牛大场镇的渠\n海宁市水利局2021年改了规矩。');
    expect(all.filter(({ facet }) => facet === 'region').map(({ value }) => value)).toEqual(['330481']);
  });
});

describe('townships that no list has', () => {
  it.each([
    ['behind a county', '海宁市柳湾泉镇的渠\n2021年改了规矩。', '浙江省嘉兴市海宁市柳湾泉镇', 0.75],
    ['behind a city that has no counties', '把渠管好\n东莞市长安镇2021年改了规矩。', '广东省东莞市长安镇', 0.75],
    ['at the beginning of a title', '柳湾泉镇的渠\n2021年改了规矩。', '柳湾泉镇', 0.6],
  ])('are found by their shape %s, without a code', (_, head, label, least) => {
    const { township } = propose(head);
    expect(township?.label).toBe(label);
    expect(township).not.toHaveProperty('code');
    expect(township!.confidence).toBeLessThan(0.85);
    expect(township!.confidence).toBeGreaterThan(least);
  });

  it('come behind one that the list has', () => {
    const { all } = propose('海宁市柳湾泉镇的渠\n海宁市斜桥镇2021年改了规矩。');
    expect(all.filter(({ facet }) => facet === 'township').map(({ value }) => value)).toEqual(['斜桥镇', '柳湾泉镇']);
  });
});
