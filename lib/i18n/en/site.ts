import type { site as chinese } from '../zh-CN/site';

export const site: typeof chinese = {};
