import type { account as chinese } from '../zh-CN/account';

export const account: typeof chinese = {};
