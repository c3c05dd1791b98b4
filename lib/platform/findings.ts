/** What can be wrong with an input beyond what a schema says of itself; each has words in the dictionaries. */
export type FindingCode =
  | 'unknown_asset'
  | 'picture_svg'
  | 'picture_heic'
  | 'picture_type'
  | 'picture_broken'
  | 'picture_too_many_pixels'
  | 'alt_missing'
  | 'unstorable_text'
  | 'line_break'
  | 'bad_link'
  | 'duplicate_id'
  | 'too_deep'
  | 'too_many_blocks'
  | 'text_too_long'
  | 'duplicate_mark'
  | 'too_many_marks'
  | 'too_many_columns'
  | 'table_shape'
  | 'title_missing'
  | 'category_missing'
  | 'sections_empty'
  | 'section_empty'
  | 'lead_missing'
  | 'note_required'
  | 'unknown_category'
  | 'taken_slug'
  | 'unknown_region'
  | 'unknown_editor'
  | 'unknown_user'
  | 'already_editor'
  | 'unknown_section'
  | 'order_mismatch'
  | 'too_many_sections'
  | 'template_and_sections'
  | 'same_article'
  | 'too_many_editors'
  | 'wrong_password'
  | 'same_password'
  | 'password_blank'
  | 'password_expected'
  | 'password_common'
  | 'idempotency_mismatch'
  | 'idempotency_key'
  | 'duplicate_article'
  | 'forbidden_key'
  | 'not_approved'
  | 'not_shown'
  | 'time_past'
  | 'time_far'
  | 'time_order'
  | 'nothing_scheduled'
  | 'plan_mismatch'
  | 'plan_overlap'
  | 'unknown_case'
  | 'nothing_chosen'
  | 'file_missing'
  | 'file_empty'
  | 'bad_cursor';

/** One thing wrong with the input. `path` is a JSON Pointer (RFC 6901) into it; '' is the whole. */
export interface Finding {
  path: string;
  /** One of FindingCode, or zod's name for what its schema did not find. */
  code: string;
  /** In words for people. Left out where the code says all: who answers adds the words (i18n/findings.ts). */
  message?: string;
}

/** At most this many findings in one answer; the rest would help nobody. */
export const MOST_FINDINGS = 100;

/** One of our own findings. @param path keys and indexes down to the place, as a schema's issues have them */
export function finding(path: readonly PropertyKey[], code: FindingCode): Finding {
  return { path: pointer(path), code };
}

/** A JSON Pointer (RFC 6901): '' for the whole, '/sections/0/heading' inside. */
export function pointer(path: readonly PropertyKey[]): string {
  return path.map((step) => `/${String(step).replace(/~/g, '~0').replace(/\//g, '~1')}`).join('');
}
