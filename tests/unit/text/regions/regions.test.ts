import { expect, test } from 'vitest';
import { regionName } from '../../../../lib/text/regions/regions';

test.each([
  ['330110', '浙江省杭州市余杭区'],
  ['110101', '北京市东城区'],
  // The list has a node between these and their province that is no place.
  ['429004', '湖北省仙桃市'],
  ['469001', '海南省五指山市'],
  ['659001', '新疆维吾尔自治区石河子市'],
  ['999999', null],
])('%s is %s', (code, name) => expect(regionName(code)).toBe(name));
