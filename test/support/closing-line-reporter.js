/**
 * Ends the output of a run with a line of its own: `N passed, N failed`, and `, N skipped` if any were.
 * A test file that could not run at all counts as one failed test.
 */
class ClosingLineReporter {
  constructor(globalConfig) {
    this.watching = globalConfig.watch || globalConfig.watchAll;
  }

  onRunComplete(_contexts, results) {
    const failed = results.numFailedTests + results.numRuntimeErrorTestSuites;
    const skipped = results.numPendingTests + results.numTodoTests;
    const line = `${results.numPassedTests} passed, ${failed} failed${skipped > 0 ? `, ${skipped} skipped` : ''}\n`;
    const print = () => process.stdout.write(line);
    // Jest's own summary, and what it says about a forced exit, come after this method.
    if (this.watching) { print(); } else { process.once('exit', print); }
  }
}

module.exports = ClosingLineReporter;
