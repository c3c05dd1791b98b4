/** A character that Chinese is written with. */
const HAN = /\p{Script=Han}/u;

/**
 * What the `lang` of a text has to be, where it is not that of the interface around it: what people have written is Chinese, whatever
 * language the site speaks. Undefined where the text needs none.
 * @param language of the interface
 */
export function textLanguage(text: string, language: string): 'zh-CN' | undefined {
  return !language.startsWith('zh') && HAN.test(text) ? 'zh-CN' : undefined;
}
