import { expectTypeOf, test } from 'vitest';
import type { Block, Body, BodyInput, Inline, ListItem } from '@/lib/content/schema';

test('the inferred types are real types, also where they recurse', () => {
  expectTypeOf<Body['content'][number]>().toEqualTypeOf<Block>();
  expectTypeOf<Block>().not.toBeAny();
  expectTypeOf<ListItem['content'][number]>().not.toBeAny();
  expectTypeOf<ListItem['content'][number]['type']>().toEqualTypeOf<'paragraph' | 'bulletList' | 'orderedList' | 'image'>();
  expectTypeOf<Inline['type']>().toEqualTypeOf<'text' | 'hardBreak' | 'footnote'>();
  expectTypeOf<Extract<Block, { type: 'paragraph' }>['attrs']>().toEqualTypeOf<{ id: string }>();
  expectTypeOf<{ type: 'doc'; schemaVersion: 1; content: [{ type: 'paragraph' }] }>().toExtend<BodyInput>();
});
