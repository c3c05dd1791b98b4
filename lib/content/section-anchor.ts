/**
 * The id of the element that shows a section, on every page that does; `${anchor}-` stands before the ids in its body.
 * @param sectionId a UUID: its end is what tells sections of one article apart
 */
export function sectionAnchor(sectionId: string): string {
  return `s-${sectionId.slice(-8)}`;
}
