import { textLanguage } from '@/lib/i18n/text-language';
import { siteLocale } from '@/lib/i18n/words';

/** The `lang` of what people have written, where the page speaks another language. */
export function langOf(text: string): string | undefined {
  return textLanguage(text, siteLocale());
}
