import { build } from 'esbuild';
import { expect, test } from 'vitest';

test('what the desk needs can be bundled for the browser', async () => {
  const files = ['schema', 'build', 'html', 'text', 'contents', 'upgrade', 'links', 'ids', 'compare/merge', 'compare/article'];
  const bundle = await build({
    entryPoints: [...files.map((file) => `lib/content/${file}.ts`), 'lib/platform/canonical-json.ts'],
    bundle: true,
    platform: 'browser',
    format: 'esm',
    outdir: 'unused',
    write: false,
    metafile: true,
  });
  expect(bundle.errors).toEqual([]);
  expect(Object.keys(bundle.metafile.inputs).filter((input) => /unified|remark|micromark|mdast/.test(input))).toEqual([]);
});
