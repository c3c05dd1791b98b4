import fc from 'fast-check';
import { describe, expect, it, test } from 'vitest';
import { DocumentBuilder } from '@/lib/importing/formats/builder';
import { isLocalPath, ownWords, withoutPaths } from '@/lib/importing/formats/picture-words';
import { readDocument } from '@/lib/importing/read-format';

describe('what a program calls a picture', () => {
  test.each([
    'C:\\Users\\someone\\AppData\\Roaming\\Tencent\\100000001\\X.png', 'D:/图片/a.jpg', '说明: C:\\Documents and Settings\\某人\\桌面\\a b.jpg', '\\\\server\\share\\a.png', 'file:///home/someone/a.png', '/Users/someone/a.png',
    'https://www.example.com/a.png', 'data:image/png', 'image1.png', 'IMG_20230405.jpg', '微信图片_20230405101010', '微信图片_20230405.jpg', 'QQ截图20230405', '图片 3', '图片3', 'Picture 1', 'image', 'Image (2)', 'mmexport1680000000000',
    '3f2a9c0d11e84b7a', '550e8400-e29b-41d4-a716-446655440000', 'upload_post_object_v2_1234567', '1680000000', '图片包含 室内, 桌子\n\n描述已自动生成', 'A picture containing table Description automatically generated',
  ])('is none of its words: %s', (words) => expect(ownWords(words)).toBe(''));

  test.each(['改造后的渡口', '图3 渡口改造前后', '2023年渡口客流', '图片墙前的合影', 'Ferry landing in 2023', '截图里的预约页面', 'A/B 两版方案', '水位：1:2 比例'])('is told from what a person does: %s', (words) => {
    expect(ownWords(` ${words} `)).toBe(words);
  });
});

it('never lets the path of a picture into a document, whatever the format', async () => {
  const path = 'C:\\Users\\someone\\a b.png';
  const files = { 'a.md': `# 题\n\n文字。\n\n![${path.replaceAll('\\', '\\\\')}](a.png "D:\\\\x\\\\b.png")\n`, 'a.html': `<html><body><h1>题</h1><p>文字。<img alt="${path}" src="file:///C:/Users/someone/a.png"></p></body></html>` };
  for (const [fileName, text] of Object.entries(files)) {
    const { text: read, images, losses } = await readDocument({ bytes: new TextEncoder().encode(text), fileName });
    expect(images).toHaveLength(1);
    expect(isLocalPath(JSON.stringify([read, images[0]!.alt, images[0]!.caption, losses.map(({ texts }) => texts)]).replaceAll('\\\\', '\\'))).toBe(false);
  }
});

it('holds for any words around any path', () => {
  const name = fc.stringMatching(/^[\w\u4e00-\u9fff]{1,8}$/);
  const path = fc.tuple(fc.constantFrom('C:\\', 'd:/', 'file:///', '/Users/', '/home/'), fc.array(name, { minLength: 1, maxLength: 4 })).map(([root, names]) => root + names.join(root.includes('\\') ? '\\' : '/'));
  fc.assert(fc.property(name, path, (words, local) => {
    const builder = new DocumentBuilder('text');
    builder.image({ bytes: null, name: 'a.png', alt: `${words} ${local}`, caption: local });
    builder.loss('linked_image', `${words} ${local}`);
    const { images, losses, text } = builder.finish();
    expect([images[0]!.alt, images[0]!.caption, text]).toEqual(['', undefined, '\uFFFC']);
    expect(isLocalPath(losses[0]!.texts.join(' '))).toBe(false);
    expect(withoutPaths(words)).toBe(words);
  }));
});
