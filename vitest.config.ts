import { defineConfig } from 'vitest/config';

export default defineConfig({
  test: {
    include: ['{core,protocols,functions,sandbox,cloud,checks,mini-app}/**/*.test.{ts,tsx}'],
    exclude: ['**/node_modules/**', '**/dist/**'],
    reporters: ['default', './checks/closing-line.ts'],
    silent: 'passed-only',
    // The SDK warns every process on Node 20.
    env: { AWS_SDK_JS_NODE_VERSION_SUPPORT_WARNING_DISABLED: 'true' },
    testTimeout: 30_000,
    // What is polled for is drawn by a page or a phone: a second is not much on a loaded machine.
    expect: { poll: { timeout: 10_000 } },
    hookTimeout: 120_000,
    teardownTimeout: 20_000,
    // Most tests wait for sockets, browsers and clocks rather than compute: two files at a time also on two cores.
    maxWorkers: 2,
    // Real browsers on a loaded machine now and then stall beyond every patience. The closing lines name who needed it.
    retry: 1,
  },
});
