import { expect } from 'vitest';
import type { ArticleView, SectionView } from '../../lib/domains/articles/view';
import type { Answer } from './client';

export type { ArticleView };

/** What a change of a section answers. */
export interface SectionAnswer {
  section: SectionView;
  article: { stage: string; orderVersion: number; workingSeq: number };
}

/** problem+json as the API promises it. */
export interface Problem {
  type: string;
  title: string;
  status: number;
  code: string;
  reason?: string;
  errors?: { path: string; code: string; message: string }[];
  current?: unknown;
  dependencies?: Record<string, string>;
  requestId: string;
}

/** The `data` of an answer that must have gone well. */
export function data<T>(answer: Answer, status = 200): T {
  expect(answer.status, answer.text.slice(0, 2_000)).toBe(status);
  return (answer.body as { data: T }).data;
}

/** The problem of an answer that must have gone wrong in this way; checks all that every problem promises. */
export function problem(answer: Answer, status: number): Problem {
  expect(answer.status, answer.text.slice(0, 2_000)).toBe(status);
  expect(answer.headers['content-type']).toBe('application/problem+json; charset=utf-8');
  expect(answer.headers['cache-control']).toBe('private, no-store');
  const body = answer.body as Problem;
  expect(body).toMatchObject({ status, type: `/problems/${body.code}`, title: expect.stringMatching(/./), requestId: answer.headers['x-request-id'] });
  return body;
}

/** The findings of a 422 as `path code`, in their order. */
export function findings(answer: Answer): string[] {
  const { code, errors = [] } = problem(answer, 422);
  expect(code).toBe('invalid');
  for (const { message } of errors) expect(message).not.toBe('');
  return errors.map(({ path, code: what }) => `${path} ${what}`);
}
