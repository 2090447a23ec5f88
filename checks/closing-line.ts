/** A vitest reporter that ends the run with plain lines, so that a person or a machine can read the outcome without colours: which tests passed only when tried again, and the counts. */
import type { Reporter, TestModule } from 'vitest/node';

export default class ClosingLine implements Reporter {
  onTestRunEnd(modules: readonly TestModule[], unhandledErrors: readonly unknown[]): void {
    const count = { passed: 0, failed: unhandledErrors.length, skipped: 0, pending: 0 };
    for (const module of modules) {
      count.failed += module.errors().length;
      for (const test of module.children.allTests()) {
        count[test.result().state]++;
        if (test.diagnostic()?.flaky)
          process.stdout.write(`\npassed when tried again: ${module.relativeModuleId} > ${test.fullName}`);
      }
    }
    // A test that never ran counts as failed, not as forgotten.
    const failed = count.failed + count.pending;
    process.stdout.write(`\n${count.passed} passed, ${failed} failed, ${count.skipped} skipped\n`);
  }
}
