import { describe, expect, it } from 'vitest';
import { gazetteer } from './measure';

function found(text: string): string[] {
  return gazetteer.find(text).map(({ from, to, places }) => `${text.slice(from, to)} ${places.map(({ code }) => code).join('/')}`);
}

describe('Gazetteer', () => {
  it.each([
    ['甘肃省兰州市城关区直机关工委', ['甘肃省兰州市城关区 620102']],
    ['浙江余杭与杭州余杭区', ['浙江余杭 330110', '杭州余杭区 330110']],
    ['湖北仙桃的渠', ['湖北仙桃 429004']],
    ['恩施州利川市', ['恩施州利川市 422802']],
    ['石柱县和景宁县', ['石柱县 500240', '景宁县 331127']],
    ['海南省陵水县的渔排', ['海南省陵水县 469028']],
    ['内蒙古赤峰市敖汉旗', ['内蒙古赤峰市敖汉旗 150430']],
    ['福州市鼓楼区', ['福州市鼓楼区 350102']],
    ['鼓楼区', ['鼓楼区 320106/320302/350102/410204']],
  ])('finds %s', (text, expected) => {
    expect(found(text)).toEqual(expected);
  });

  it.each(['黄河南岸的老渠', '年均日照两千小时', '南京路上的铺子', '三明两暗的老屋', '市中区的渠', '古县镇的渠', '石桐县图书馆', '北京大学的学生'])('finds nothing in %s', (text) => {
    expect(found(text)).toEqual([]);
  });

  it('names a place without the filling of the tree', () => {
    expect(gazetteer.find('湖北仙桃')[0]?.places[0]?.fullName).toBe('湖北省仙桃市');
    expect(gazetteer.find('北京市海淀区')[0]?.places[0]?.fullName).toBe('北京市海淀区');
  });
});
