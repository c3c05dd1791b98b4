/** A case as text; `word` is a name of its own. */
export function caseText(word: string): string {
  return [
    `${word}村修渠记`,
    `${word}村有三百户人家,渠道年久失修。`,
    '一、背景',
    '去年大旱，下游无水可用。',
    '二、主要做法',
    '（一）先登记',
    '逐户登记用水量，张榜公布。',
    '（二）再轮灌',
    '按登记的次序轮流放水。',
    '三、成效',
    `今年${word}没有一户断水。`,
    '加入收藏 打印本页',
  ].join('\n');
}

/** A collected page of three cases. */
export function collectedText(word: string): string {
  const one = (number: string, name: string) => [`【案例${number}】${word}${name}`, '一、背景', `${word}里的人各忙各的，${name}没有人管。`, '二、做法', `逐户登记，张榜公布，${name}轮流值守。`, '三、成效', `今年${name}没有一起纠纷。`];
  return [`${word}社区治理案例汇编`, `【导语】：${word}社区把小事写成案例，下面是三篇。`, ...one('一', '路灯'), ...one('二', '车棚'), ...one('三', '花坛')].join('\n');
}

