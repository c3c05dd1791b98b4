/*
 * Programs fill in the alternative text of pictures: with the file that it came from, a hash, a running number, or what
 * they take it for. None of that tells a reader anything, and a path tells the name of somebody's account.
 */

/** C:\…, \\server\…, file:…, /Users/…, /home/…, wherever in the words. */
const LOCAL = /(?:^|[^A-Za-z0-9])[A-Za-z]:[\\/]|(?:^|\s)\\\\[\w.-]|\bfile:[\\/]|(?:^|\s)\/(?:Users|home|var|tmp|mnt|Volumes|private)\//i;
const ADDRESS = /^(?:https?:|data:|cid:|blob:|\/\/)\S*$/i;
const FILE = /^\S{1,200}\.(?:png|jpe?g|gif|bmp|webp|svg|tiff?|emf|wmf|heic|ico|avif)$/i;
/** 3f2a…, a UUID, and the names that upload tools give: nothing but letters and digits, and digits among them. */
const HASH = /^(?=[^0-9]*\d)(?:[0-9a-f]{8,}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}|[\w-]{20,}|\d{6,})$/i;
/** 图片 3, image1, 微信图片_20230405101010, IMG_0001, 截图. */
const NUMBERED =
  /^(?:图片|图像|图形|照片|相片|插图|插画|截图|截屏|屏幕截图|图表|图示|对象|组合|矩形|形状|画布|文本框|微信图片|QQ图片|QQ截图|未命名|无标题|image|img|picture|photo|pic|screenshot|graphic|graphics|shape|object|group|untitled|dsc|dscn?|mmexport|wps)[\s_-]*[\d\s_:.()-]*$/i;
/** What Word says of a picture that it has looked at itself. */
const GUESSED = /(?:描述|说明)已自动生成|自动生成的(?:描述|说明|替代文字)|AI\s*生成的?内容可能不正确|description (?:automatically|generated)|automatically generated|AI-generated content may be incorrect/i;

/** The words that a person gave a picture; empty for those that a program filled in. */
export function ownWords(words: string): string {
  const plain = words.trim();
  return isLocalPath(plain) || ADDRESS.test(plain) || FILE.test(plain) || HASH.test(plain) || NUMBERED.test(plain) || GUESSED.test(plain) ? '' : plain;
}

/** Whether the words hold a path on somebody's machine. */
export function isLocalPath(words: string): boolean {
  return LOCAL.test(words);
}

/** The words with each path on somebody's machine cut down to the name of its file. */
export function withoutPaths(words: string): string {
  if (!isLocalPath(words)) return words;
  return words.split('\n').map((line) => (isLocalPath(line) ? line.slice(Math.max(line.lastIndexOf('/'), line.lastIndexOf('\\')) + 1) : line)).join('\n');
}
