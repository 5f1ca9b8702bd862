import { INSTALLED, IS_PINNED, PINNED } from './pinned';

/** A test of a text that was reviewed with the pinned aws-cdk-lib. With another it is skipped, with a notice. */
export const pinnedTest = IS_PINNED || process.env.PINNED_TEXTS === '1' ? test : skippedTest();

function skippedTest(): typeof test.skip {
  process.stderr.write(`NOTICE: texts of aws-cdk-lib ${PINNED} are not compared with aws-cdk-lib ${INSTALLED}.\n`);
  return test.skip;
}
