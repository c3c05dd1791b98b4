// Runs before everything else of an application page in the browser. zod would try whether it may compile code there: the
// Content-Security-Policy refuses that, rightly, and the browser reports each try. This is where zod's `config` writes to;
// calling it would bring 7 KB of zod to pages that check nothing.
Object.assign(globalThis, { __zod_globalConfig: { jitless: true } });

export {};
