import { expect, test } from 'vitest';
import { fieldError } from '@/components/shell/field-error';

const finding = (path: string, message: string) => ({ path, code: 'x', message });
const problem = { status: 422, code: 'invalid', title: '', errors: [finding('/title', '太长。'), finding('/body/content/3', '链接不对。'), finding('/title', '有换行。'), finding('', '都不对。')] };

test('a field is told all that is said about it and what lies in it, and nothing else', () => {
  expect(fieldError(problem, 'title')).toBe('太长。 有换行。');
  expect(fieldError(problem, 'body', ({ path, message }) => `${path} ${message}`)).toBe('/body/content/3 链接不对。');
  expect(fieldError(problem, 'lead')).toBeUndefined();
  expect(fieldError({ status: 409, code: 'conflict', title: '' }, 'title')).toBeUndefined();
  expect(fieldError(null, 'title')).toBeUndefined();
});
