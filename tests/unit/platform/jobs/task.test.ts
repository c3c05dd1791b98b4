import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { checkPayload, declareTask, InvalidPayload } from '../../../../lib/platform/jobs/task';

const right = { name: 'send-notice', payload: z.object({ to: z.email(), lines: z.array(z.string()).default([]) }), attempts: 3 };

describe('a task', () => {
  test.each([
    ['a name with other signs', { name: 'Send notice' }, /^"Send notice" is no name/],
    ['no try at all', { attempts: 0 }, /at least once$/],
    ['half a try', { attempts: 1.5 }, /at least once$/],
    ['a schedule, which gives no payload, and a payload that is needed', { schedule: { cron: '0 * * * *', makeUp: 0 } }, /^The task send-notice has a schedule/],
  ])('cannot be declared with %s', (_, wrong, message) => {
    expect(() => declareTask({ ...right, ...wrong })).toThrow(message);
  });

  test('may have a schedule where nothing has to be given', () => {
    const schedule = { cron: '0 * * * *', makeUp: 0 };
    expect(declareTask({ ...right, payload: z.object({}), schedule }).schedule).toBe(schedule);
  });

  test('takes a payload as its schema has it', () => {
    expect(checkPayload(declareTask(right), { to: 'a@b.example' })).toEqual({ to: 'a@b.example', lines: [] });
  });

  test.each([
    [{ to: 'nobody', lines: [1] }, /^Payload of the job send-notice: to: .+; lines\.0: .+/],
    [null, /^Payload of the job send-notice: the whole: .+/],
  ])('refuses %j, and says where it is wrong', (payload, message) => {
    const check = () => checkPayload(declareTask(right), payload);
    expect(check).toThrow(InvalidPayload);
    expect(check).toThrow(message);
  });
});
