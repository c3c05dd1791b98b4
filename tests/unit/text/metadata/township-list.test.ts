import { describe, expect, it } from 'vitest';
import { TownshipList } from '@/lib/text/metadata/township-list';
import { gazetteer } from './measure';

const { townships } = gazetteer;

describe('TownshipList', () => {
  it('has the codes of a name, of one division or of all', () => {
    expect(townships.codesOf('斜桥镇')).toEqual(['321282103', '330481107']);
    expect(townships.codesOf('斜桥镇', ['330000'])).toEqual(['330481107']);
    expect(townships.codesOf('斜桥镇', ['330400', '320000'])).toEqual(['321282103', '330481107']);
    expect(townships.codesOf('斜桥镇', ['330481'])).toEqual(['330481107']);
    expect(townships.codesOf('斜桥镇', ['330482'])).toEqual([]);
  });

  it.each(['', '斜', '斜桥', '斜桥镇镇', '\u3400镇', '龥街道'])('has no “%s”', (name) => {
    expect(townships.has(name)).toBe(false);
    expect(townships.codesOf(name)).toEqual([]);
  });

  it('counts what bears the same words', () => {
    const list = new TownshipList([
      { c: '110101', n: '和平街道', t: '001000' },
      { c: '110102', n: '和平街道办事处', t: '002000' },
      { c: '110102', n: '和平镇', t: '100000' },
      { c: '110102', n: '平镇', t: '101000' },
      { c: '110102', n: '和平农场', t: '500000' },
      { c: '110102', n: '和平区', t: 0 },
    ]);
    expect([list.size, list.commonness('和平镇'), list.commonness('平镇'), list.commonness('和平')]).toEqual([4, 3, 1, 3]);
    expect(list.codesOf('和平街道')).toEqual(['110101001', '110102002']);
  });

  it('holds nothing before rows are given', () => {
    const list = new TownshipList();
    expect([list.size, list.has('斜桥镇')]).toEqual([0, false]);
  });

  it('lists townships of all provinces, each below a county that the other list has', () => {
    expect(townships.size).toBeGreaterThan(38_000);
    for (const name of ['城关镇', '太平镇', '和平街道', '兴隆镇']) {
      const codes = townships.codesOf(name);
      expect(codes.length).toBeGreaterThan(15);
      for (const code of codes) expect([code, gazetteer.place(code)?.code]).toEqual([code, code.slice(0, 6)]);
    }
  });
});
