/** One modification of a property (MS-DOC 2.6): its code, and where its operand stands. */
export interface Sprm {
  code: number;
  /** The operand without the count that stands before one of variable length. */
  operand: Buffer;
}

const DEFINE_TABLE = 0xd608;
const CHANGE_TABS = 0xc615;
const FIXED: Record<number, number> = { 0: 1, 1: 1, 2: 2, 3: 4, 4: 2, 5: 2, 7: 3 };

/** The modifications of a list of them, as far as it is whole. */
export function* sprms(list: Buffer): Generator<Sprm> {
  let at = 0;
  while (at + 2 < list.length) {
    const code = list.readUInt16LE(at);
    at += 2;
    let size = FIXED[code >> 13];
    if (size === undefined) {
      const wide = code === DEFINE_TABLE && at + 2 <= list.length;
      size = wide ? list.readUInt16LE(at) - 1 : list[at]!;
      // 255 tab stops and more are counted by themselves; nothing behind them matters to a text.
      if (code === CHANGE_TABS && size === 255) return;
      at += wide ? 2 : 1;
    }
    if (size < 0 || at + size > list.length) return;
    yield { code, operand: list.subarray(at, at + size) };
    at += size;
  }
}
