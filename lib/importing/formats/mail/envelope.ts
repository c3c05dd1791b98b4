import { cut, inOneLine, storable } from '../../../platform/plain-text';
import { LIMITS } from '../../../platform/limits';
import type { Message } from '../mime/parts';

/** What mail programs put before a subject: Re:, 转发：, [外部邮件]. */
const PREFIX = /^\s*(?:(?:re|fwd?|aw|wg|sv|tr|回复|答复|转发|自动回复)(?:\[\d+\])?\s*[:：]|[[【](?:外部邮件|external)[\]】])\s*/i;
const NONE = /^[(（[]?(?:无主题|no subject|\(?none\)?)[)）\]]?$/i;

/** What the headers of a mail say of its text: evidence for its title and its byline, a line each. */
export interface Envelope {
  /** The subject without what answers and forwards put before it; empty where it says nothing. */
  title: string;
  /** The name of the sender; an address alone is nobody's name. */
  sender: string;
  /** The day on which it was sent, in China; empty where it does not say. */
  sent: string;
}

/** Reads the headers of a mail. */
export function envelopeOf(message: Message): Envelope {
  let title = oneLine(message.header('subject'));
  for (let shorter = title.replace(PREFIX, ''); shorter !== title; shorter = title.replace(PREFIX, '')) title = shorter;
  return { title: NONE.test(title) ? '' : title, sender: nameIn(oneLine(message.header('from'))), sent: dayOf(message.header('date')) };
}

function oneLine(words: string): string {
  return cut(inOneLine(storable(words, ' ')), LIMITS.title);
}

/** `"张三" <z@x.cn>`: 张三. */
function nameIn(from: string): string {
  const name = from.replace(/<[^<>]*>.*$/, '').replace(/^[\s"']+|[\s"']+$/g, '');
  return name.includes('@') ? '' : name;
}

/** Days of the site are those of China Standard Time. */
const DAY = new Intl.DateTimeFormat('zh-CN', { timeZone: 'Asia/Shanghai', year: 'numeric', month: 'long', day: 'numeric' });

function dayOf(date: string): string {
  const time = Date.parse(date.replace(/\([^()]*\)/g, ''));
  return Number.isNaN(time) ? '' : DAY.format(time);
}

/** The lines of a byline: 报送人：张三, 报送时间：2023年5月6日; without labels in a mail that is not in Chinese. */
export function bylineOf({ title, sender, sent }: Envelope, text: string): string[] {
  const isChinese = /\p{Script=Han}/u.test(title + text.slice(0, 2_000));
  return [sender && (isChinese ? `报送人：${sender}` : sender), sent && (isChinese ? `报送时间：${sent}` : sent)].filter(Boolean);
}

/** Whether the text says these words near its beginning, whatever its spaces. */
export function says(text: string, words: string): boolean {
  const plain = (part: string) => part.normalize('NFKC').replace(/\s+/g, '');
  return plain(text.slice(0, NEAR)).includes(plain(words));
}

const NEAR = 4_000;
