import { describe, expect, it } from 'vitest';
import { formLines } from '@/lib/text/metadata/form-lines';
import type { Part } from '@/lib/text/metadata/proposal';

function read(text: string, part: Part = 'byline'): string[] {
  return formLines([{ part, text }]).map(({ facet, value }) => `${facet} ${value}`);
}

describe('formLines', () => {
  it.each([
    ['申报单位：青湾县水务站', ['organisation 青湾县水务站']],
    ['【所属领域】乡村振兴', ['field 乡村振兴']],
    ['所在地区: 浙江省海宁市', ['region 浙江省海宁市']],
    ['时间:2023-11-08 来源:余杭晨报 责任编辑:吕敏', ['date 2023-11-08', 'source 余杭晨报']],
    ['申报单位： \u3000青湾县 水务站, ，\u3000', ['organisation 青湾县 水务站']],
    ['联系人：周青　联系电话：0573-1234567', ['contact 周青']],
    ['实施时间：2021年3月—2023年6月', ['year 2021年3月—2023年6月']],
    ['申报单位：中铁某局（贵阳）轨道工程有限公司', ['organisation 中铁某局（贵阳）轨道工程有限公司']],
  ])('reads %s', (line, expected) => {
    expect(read(line)).toEqual(expected);
  });

  it.each(['我们在单位：也在家里', '案例名称：夜诊', 'https://example.org/来源', '这件事的来源：一封信', `单位：${'很长的话'.repeat(20)}`])('reads nothing in %s', (line) => {
    expect(read(line, 'lead')).toEqual([]);
  });
});
