/** The letters of the Symbol typeface in the places of a to z and A to Z. */
const GREEK_SMALL = 'αβχδεφγηιϕκλμνοπθρστυϖωξψζ';
const GREEK_LARGE = 'ΑΒΧΔΕΦΓΗΙϑΚΛΜΝΟΠΘΡΣΤΥςΩΞΨΖ';

const SYMBOL = table('a3≤ ae→ ac← ad↑ af↓ b0° b1± b3≥ b4× b7• b8÷ b9≠ bb≈ a5∞ d6√ d7⋅ e5∑ e0◊ b2″ a2′');
const WINGDINGS = table(
  'fc✓ fb✗ fe☑ fd☒ a8□ 6f□ 71❑ 6c● 6e■ 75◆ 77◆ 76❖ d8➢ e0→ df← e1↑ e2↓ e8➔ f0⇨ b2◇ a7▪ a1○ 9f• ab★ 46☞ 28☎ 29✆ 2a✉ 4a☺ 4c☹ ' +
    '81① 82② 83③ 84④ 85⑤ 86⑥ 87⑦ 88⑧ 89⑨ 8a⑩ 8c❶ 8d❷ 8e❸ 8f❹ 90❺ 91❻ 92❼ 93❽ 94❾ 95❿',
);
const WINGDINGS_2 = table('50✓ 4f✗ 51☒ 52☑ 53☒ 54☒ a3□ 2a☐ 9e• 98• 6a① 6b② 6c③ 6d④ 6e⑤ 6f⑥ 70⑦ 71⑧ 72⑨ 73⑩');

function table(entries: string): Map<number, string> {
  return new Map(entries.split(' ').map((entry) => [parseInt(entry.slice(0, 2), 16), entry.slice(2)]));
}

/**
 * A character of a symbol typeface (`w:sym`) in Unicode.
 * @param code its code, with or without the private-use offset F000
 * @returns null for one that has no like, or is not known here
 */
export function symbol(font: string, code: number): string | null {
  if (!Number.isInteger(code) || code < 0x20 || code > 0xffff) return null;
  const plain = code >= 0xf000 && code <= 0xf0ff ? code - 0xf000 : code;
  if (/^wingdings$/i.test(font)) return WINGDINGS.get(plain) ?? null;
  if (/^wingdings 2$/i.test(font)) return WINGDINGS_2.get(plain) ?? null;
  if (/^symbol$/i.test(font)) {
    const greek = plain >= 0x61 && plain <= 0x7a ? GREEK_SMALL[plain - 0x61] : plain >= 0x41 && plain <= 0x5a ? GREEK_LARGE[plain - 0x41] : undefined;
    return SYMBOL.get(plain) ?? greek ?? (plain < 0x40 ? String.fromCharCode(plain) : null);
  }
  return code >= 0xe000 && code <= 0xf8ff ? null : String.fromCharCode(code);
}
