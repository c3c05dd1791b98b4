const DIGITS = '〇一二三四五六七八九';
const COUNTING = '零一二三四五六七八九';
const LEGAL = '零壹贰叁肆伍陆柒捌玖';
const LEGAL_TRADITIONAL = '零壹貳參肆伍陸柒捌玖';
const STEMS = '甲乙丙丁戊己庚辛壬癸';
const BRANCHES = '子丑寅卯辰巳午未申酉戌亥';

const digitwise = (value: number, digits: string) => [...String(value)].map((digit) => digits.charAt(Number(digit))).join('');

/** 一百零五: units of ten between the digits, one zero for any gap. `shortTen`: 十二, not 一十二. */
function counted(value: number, digits: string, units: readonly string[], shortTen: boolean): string {
  if (value === 0) return digits.charAt(0);
  if (value >= 100_000) return String(value);
  const places = [...String(value)].map(Number);
  let text = '';
  let gap = false;
  places.forEach((digit, index) => {
    const unit = units[places.length - 1 - index] ?? '';
    if (digit === 0) gap = text !== '';
    else {
      text += (gap ? digits.charAt(0) : '') + digits.charAt(digit) + unit;
      gap = false;
    }
  });
  return shortTen && value >= 10 && value < 20 ? text.slice(1) : text;
}

const UNITS = ['', '十', '百', '千', '万'];
const LEGAL_UNITS = ['', '拾', '佰', '仟', '萬'];

/** Below a hundred 一 to 九十九, above digit by digit, as Word does it. */
const chineseCounting = (value: number) => (value < 100 ? counted(value, COUNTING, UNITS, true) : digitwise(value, DIGITS));
const thousands = (value: number) => counted(value, COUNTING, UNITS, true);

/** Japanese counting has no one before ten, hundred and thousand, and no zero. */
const japanese = (value: number) => counted(value, COUNTING, UNITS, true).replaceAll('零', '').replace(/一(?=[十百千])/g, '');

function roman(value: number): string {
  if (value < 1 || value > 3_999) return String(value);
  const steps: [number, string][] = [
    [1000, 'M'], [900, 'CM'], [500, 'D'], [400, 'CD'], [100, 'C'], [90, 'XC'],
    [50, 'L'], [40, 'XL'], [10, 'X'], [9, 'IX'], [5, 'V'], [4, 'IV'], [1, 'I'],
  ];
  let left = value;
  return steps.map(([size, letters]) => {
    const times = Math.floor(left / size);
    left -= times * size;
    return letters.repeat(times);
  }).join('');
}

/** A to Z, then AA, BB: the letter is repeated. */
const letter = (value: number, first: number) => String.fromCharCode(first + ((value - 1) % 26)).repeat(Math.min(10, Math.ceil(value / 26)));

/** A run of characters that Unicode has for numbers, as far as it goes; else the plain number. */
const run = (value: number, ...ranges: [from: number, to: number, code: number][]) => {
  const range = ranges.find(([from, to]) => value >= from && value <= to);
  return range ? String.fromCodePoint(range[2] + value - range[0]) : String(value);
};
const circled = (value: number) => run(value, [1, 20, 0x2460], [21, 35, 0x3251], [36, 50, 0x32b1]);
const fullWidth = (value: number) => [...String(value)].map((digit) => String.fromCharCode(digit.charCodeAt(0) + 0xfee0)).join('');
const ordinal = (value: number) => `${value}${['th', 'st', 'nd', 'rd'][value % 100 > 10 && value % 100 < 14 ? 0 : value % 10] ?? 'th'}`;

const FORMATS: Record<string, (value: number) => string> = {
  decimal: String,
  decimalHalfWidth: String,
  decimalZero: (value) => String(value).padStart(2, '0'),
  decimalFullWidth: fullWidth,
  decimalFullWidth2: fullWidth,
  decimalEnclosedCircle: circled,
  decimalEnclosedCircleChinese: circled,
  decimalEnclosedFullstop: (value) => run(value, [1, 20, 0x2488]),
  decimalEnclosedParen: (value) => run(value, [1, 20, 0x2474]),
  ideographEnclosedCircle: (value) => run(value, [1, 10, 0x3280]),
  numberInDash: (value) => `-${value}-`,
  ordinal,
  upperRoman: roman,
  lowerRoman: (value) => roman(value).toLowerCase(),
  upperLetter: (value) => letter(value, 0x41),
  lowerLetter: (value) => letter(value, 0x61),
  chineseCounting,
  taiwaneseCounting: chineseCounting,
  chineseCountingThousand: thousands,
  taiwaneseCountingThousand: thousands,
  japaneseCounting: japanese,
  ideographDigital: (value) => digitwise(value, DIGITS),
  taiwaneseDigital: (value) => digitwise(value, DIGITS),
  japaneseDigitalTenThousand: (value) => digitwise(value, DIGITS),
  koreanDigital2: (value) => digitwise(value, DIGITS),
  chineseLegalSimplified: (value) => counted(value, LEGAL, LEGAL_UNITS.map((unit) => unit.replace('萬', '万')), false),
  ideographLegalTraditional: (value) => counted(value, LEGAL_TRADITIONAL, LEGAL_UNITS, false),
  ideographTraditional: (value) => (value >= 1 && value <= 10 ? STEMS.charAt(value - 1) : String(value)),
  ideographZodiac: (value) => (value >= 1 && value <= 12 ? BRANCHES.charAt(value - 1) : String(value)),
  ideographZodiacTraditional: (value) => (value >= 1 && value <= 60 ? STEMS.charAt((value - 1) % 10) + BRANCHES.charAt((value - 1) % 12) : String(value)),
  none: () => '',
};

/**
 * A number as Word prints it in one of its formats (ST_NumberFormat).
 * @param format the format's name, or a pattern of digits for a custom one (`001, 002, 003, ...`)
 * @returns null for a format that is not known here; the caller prints a plain number then and says so
 */
export function formatNumber(value: number, format: string): string | null {
  if (/^0+\d,/.test(format)) return String(value).padStart(format.indexOf(','), '0');
  return FORMATS[format]?.(value) ?? null;
}
