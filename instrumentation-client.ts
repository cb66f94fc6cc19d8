import { config } from 'zod';

// Runs before anything else of the console: zod compiles its schemas with `new Function` where it may, and even asking
// whether it may is a violation of the content security policy.
config({ jitless: true });
