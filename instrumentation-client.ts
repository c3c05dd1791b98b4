import { config } from 'zod/v4/core';

// Runs before everything else of an application page in the browser. zod would try whether it may compile code there: the
// Content-Security-Policy refuses that, rightly, and the browser reports each try.
config({ jitless: true });
