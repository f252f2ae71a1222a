// A library inside of Scalar tries out whether it may make code from text. It may not, and need not try.
globalThis.__zod_globalConfig = { jitless: true };
