import { existsSync, readFileSync } from 'node:fs';
import { relative } from 'node:path';

/**
 * Reads Vitest's JSON report and prints `N passed, N failed` as its last line. A test that was skipped counts as
 * failed, unless it says that it needs the shared data, which a clone elsewhere does not have.
 */
interface Report {
  readonly testResults: readonly {
    readonly name: string;
    readonly status: string;
    readonly message: string;
    readonly assertionResults: readonly { readonly status: string; readonly fullName: string }[];
  }[];
}

const NEEDS_SHARED = /shared/i;
const [path = ''] = process.argv.slice(2);
const report: Report = existsSync(path)
  ? (JSON.parse(readFileSync(path, 'utf8')) as Report)
  : { testResults: [] };

let passed = 0;
let failed = 0;
for (const file of report.testResults) {
  if (file.status === 'failed' && file.assertionResults.length === 0) {
    failed += 1;
    console.log(`failed to run: ${relative('.', file.name)}: ${file.message}`);
  }
  for (const test of file.assertionResults) {
    if (test.status === 'passed') passed += 1;
    else if (test.status === 'failed') failed += 1;
    else if (!NEEDS_SHARED.test(test.fullName)) {
      failed += 1;
      console.log(`skipped, which counts as failed here: ${relative('.', file.name)}: ${test.fullName}`);
    }
  }
}
if (passed === 0) failed += 1;
console.log(`${passed} passed, ${failed} failed`);
process.exitCode = failed === 0 ? 0 : 1;
