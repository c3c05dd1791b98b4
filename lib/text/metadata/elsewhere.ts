/** Stands before a place that is visited, copied or compared with. */
export const ELSEWHERE = /(?:赴|前往|借鉴|学习|考察|来自|对口支援|对口帮扶|援|参照|比如|籍|区别于|相比|发往|销往|远销|参访|毗邻|接壤|与|至|到)$/;
