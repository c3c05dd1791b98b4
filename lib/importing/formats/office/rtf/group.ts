import { decodeRtf } from './encodings';

/** A group of the head of an RTF file as it stands there: its fonts, its styles, its lists. */
export interface RtfGroup {
  items: (RtfGroup | RtfControl | Buffer)[];
}

export interface RtfControl {
  name: string;
  value: number | undefined;
}

export const isGroup = (item: RtfGroup | RtfControl | Buffer): item is RtfGroup => 'items' in item;
const isControl = (item: RtfGroup | RtfControl | Buffer): item is RtfControl => 'name' in item;

/** The groups in a group that begin with a control word of that name. */
export function groupsOf(group: RtfGroup, name: string): RtfGroup[] {
  return group.items.filter(isGroup).filter((one) => has(one, name));
}

export function has(group: RtfGroup, name: string): boolean {
  return group.items.some((item) => isControl(item) && item.name === name);
}

/** The number behind a control word of the group itself; undefined where it has none. */
export function valueOf(group: RtfGroup, name: string): number | undefined {
  return group.items.filter(isControl).findLast((item) => item.name === name)?.value;
}

/** The text of the group itself. */
export function textOfGroup(group: RtfGroup, encoding: string): string {
  let text = '';
  let skip = 0;
  let fallback = 1;
  for (const item of group.items) {
    if (isGroup(item)) continue;
    if (!isControl(item)) {
      text += decodeRtf(item.subarray(skip), encoding);
      skip = 0;
    } else if (item.name === 'uc') fallback = item.value ?? 1;
    else if (item.name === 'u') {
      text += String.fromCharCode((item.value ?? 0) & 0xffff);
      skip = fallback;
    }
  }
  return text;
}
