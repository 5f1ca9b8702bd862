import { awscdk, github, javascript, release, typescript } from 'projen';

const { ActionRefs, WorkflowSteps, workflows: { JobPermission } } = github;

const PYTHON = '3.11';

/** What the tests of the languages run on, in the versions that they are tried with. Maven comes with GitHub's machines. */
const LANGUAGES: github.workflows.JobStep[] = [
  { name: 'Setup Python', uses: ActionRefs.ACTIONS_SETUP_PYTHON, with: { 'python-version': PYTHON } },
  { name: 'Setup Java', uses: ActionRefs.ACTIONS_SETUP_JAVA, with: { 'distribution': 'corretto', 'java-version': '17' } },
  { name: 'Setup Go', uses: ActionRefs.ACTIONS_SETUP_GO, with: { 'go-version': '1.26', 'cache': false } },
];

const project = new awscdk.AwsCdkConstructLibrary({
  name: 'cdk-stevedore',
  description: 'Amazon ECS on AWS CDK: a few workload constructs, and small values that say how they vary.',
  keywords: ['aws', 'cdk', 'awscdk', 'ecs', 'fargate', 'containers'],
  author: 'cdk-stevedore',
  authorAddress: 'https://github.com/cdk-stevedore',
  authorOrganization: true,
  copyrightOwner: 'The cdk-stevedore authors',
  license: 'Apache-2.0',
  repositoryUrl: 'https://github.com/cdk-stevedore/cdk-stevedore.git',
  defaultReleaseBranch: 'main',
  // A release is a decision, not a push.
  releaseTrigger: release.ReleaseTrigger.workflowDispatch(),
  releaseEnvironment: 'release',
  releaseWorkflowSetupSteps: LANGUAGES,
  // What publishes is pinned: it is handed the rights to publish.
  jsiiReleaseVersion: '0.2.1061',

  projenVersion: '0.103.25',
  projenrcTs: true,
  projenrcTsOptions: { runner: typescript.TypeScriptRunner.tsNode({ tsconfig: 'tsconfig.dev.json', typeCheck: true }) },
  packageManager: javascript.NodePackageManager.NPM,
  minNodeVersion: '20.0.0',
  workflowNodeVersion: 'lts/*',
  jsiiVersion: '~6.0.16',
  typescriptVersion: '~6.0.0',
  cdkVersion: '2.263.0',
  constructsVersion: '10.6.0',
  devDeps: ['cdk-nag@3.0.2'],
  // The next major version needs a newer Node.js than the library does.
  bumpPackage: 'commit-and-tag-version@^12',

  // Trusted publishing: the registry takes the workflow's own identity, and no token is kept. Maven Central has nothing of the kind.
  npmTrustedPublishing: true,
  publishToPypi: { distName: 'cdk-stevedore', module: 'cdk_stevedore', trustedPublishing: true },
  publishToMaven: {
    javaPackage: 'io.github.cdkstevedore',
    mavenGroupId: 'io.github.cdk-stevedore',
    mavenArtifactId: 'cdk-stevedore',
  },
  // A deploy key opens the one repository that it pushes to.
  publishToGo: { moduleName: 'github.com/cdk-stevedore/cdk-stevedore-go', githubUseSsh: true },
  publishToNuget: { dotNetNamespace: 'CdkStevedore', packageId: 'CdkStevedore', trustedPublishing: true },

  tsconfigDevFile: 'tsconfig.dev.json',
  tsconfigDev: {
    exclude: ['**/node_modules', '**/cdk.out'],
    // Examples import the library by its name, as its users do.
    compilerOptions: { isolatedModules: true, paths: { 'cdk-stevedore': ['./src/index.ts'] } },
  },
  eslintOptions: {
    dirs: ['src'],
    devdirs: ['test', 'examples', 'e2e', 'bench'],
    tsconfigPath: './tsconfig.dev.json',
    projectService: false,
    commandOptions: { fix: false, extraArgs: ['--max-warnings=0'] },
  },
  jestOptions: {
    jestVersion: '~30.5.0',
    junitReporting: false,
    coverageText: false,
    updateSnapshot: javascript.UpdateSnapshot.NEVER,
    jestConfig: {
      collectCoverage: false,
      moduleNameMapper: { '^cdk-stevedore$': '<rootDir>/src' },
      setupFiles: ['<rootDir>/test/support/environment.ts'],
      reporters: [new javascript.JestReporter('<rootDir>/test/support/closing-line-reporter.js')],
      additionalOptions: { maxWorkers: '100%' },
    },
  },

  readme: { contents: '# cdk-stevedore\n' },
  sampleCode: false,
  npmignoreEnabled: false,
  // jsii-pacmak leaves a .npmignore behind; the `files` of package.json decide what is published.
  gitignore: ['.npmignore', 'cdk.out', '.jsii.tabl.json', '.jsii.tabl.json.gz', '__pycache__', '.venv', '.DS_Store'],
  buildWorkflowOptions: { mutableBuild: false, permissions: { contents: JobPermission.READ }, preBuildSteps: LANGUAGES },
  githubOptions: { mergify: false, pullRequestLint: false },
  autoMerge: false,
  depsUpgrade: false,
  stale: false,
  pullRequestTemplate: false,
});

/** The services whose APIs the tests of the emulator ask. */
const CLIENTS = [
  'acm', 'application-auto-scaling', 'auto-scaling', 'cloudformation', 'cloudwatch', 'cloudwatch-logs', 'ec2', 'ecs', 'elastic-load-balancing-v2', 'iam',
  'lambda', 'route-53', 's3', 'sqs', 'ssm',
];

configurePackage();
configureJest();
configureTasks();
configureLinter();
configureReleaseWorkflow();
addNightlyWorkflow();
project.synth();

function configurePackage(): void {
  project.addDevDeps(
    // What deploys the examples to the emulator, and reads them back.
    'aws-cdk@2.1148.1',
    '@aws-cdk/toolkit-lib@1.40.1',
    ...CLIENTS.map((name) => `@aws-sdk/client-${name}@^3`),
    '@types/jest@^30.0.0',
    'jsii-docgen@~10.12.0',
    'jsii-pacmak@1.140.0',
    'ts-jest@~29.4.15',
  );
  project.deps.removeDependency('jsii-diff');
  project.removeTask('compat');
  project.npmrc.addConfig('omit-lockfile-registry-resolved', 'true');
  project.addFields({
    files: ['lib', '.jsii', '.jsii.tabl.json.gz', 'CHANGELOG.md'],
    jsiiRosetta: { strict: true },
    overrides: {
      // Newer versions of these two are missing from Go's module proxy.
      '@aws-cdk/cloud-assembly-schema': '54.11.0',
      '@aws-cdk/asset-node-proxy-agent-v6': '2.1.2',
      // 1.13.0 lacks the binaries of some platforms, and `npm ci` refuses a lock file without them.
      'unrs-resolver': '1.12.2',
    },
  });
}

/**
 * Jest only transpiles, for speed: `typecheck` is a task of its own.
 */
function configureJest(): void {
  project.package.file.addOverride('jest.testMatch', ['<rootDir>/test/**/*.test.ts', '<rootDir>/e2e/**/*.test.ts']);
  project.package.file.addOverride('jest.transform', { '^.+\\.ts$': ['ts-jest', { tsconfig: 'tsconfig.dev.json', transpilation: true }] });
  project.tsconfigDev.file.addOverride('include', ['.projenrc.ts', ...['src', 'test', 'examples', 'e2e', 'bench'].map((folder) => `${folder}/**/*.ts`)]);
}

function configureTasks(): void {
  // .projenrc.ts belongs to tsconfig.dev.json.
  project.tryRemoveFile('projenrc/tsconfig.json');
  project.tasks.addEnvironment('JSII_SILENCE_WARNING_END_OF_LIFE_NODE_VERSION', '20');

  // jsii leaves what it once compiled: a source that is gone would still be packaged.
  project.compileTask.reset('rm -rf lib');
  project.compileTask.exec('jsii --fail-on-warnings');
  project.watchTask.reset('jsii -w');

  const typecheck = project.addTask('typecheck', {
    description: 'Checks the types of tests, examples and end-to-end programs',
    exec: 'tsc --noEmit -p tsconfig.dev.json',
  });

  const freshApi = 'node_modules/.cache/API.md';
  const docgenCheck = project.addTask('docgen:check', { description: 'Fails if API.md is not what the code says' });
  docgenCheck.exec('mkdir -p node_modules/.cache');
  docgenCheck.exec(`jsii-docgen -o ${freshApi}`);
  docgenCheck.say('If these differ, API.md is out of date: run "npx projen docgen" and commit it.');
  docgenCheck.exec(`diff --brief API.md ${freshApi}`);

  const rosetta = project.addTask('rosetta', {
    description: 'Compiles the snippets of README.md and of the API documentation',
    exec: 'jsii-rosetta extract --strict --compress-tablet .',
  });

  const jest = project.addTask('jest', { description: 'Runs all tests', exec: 'jest --ci', receiveArgs: true });
  project.addTask('unit', {
    description: 'Runs the fast tests only',
    exec: 'jest --testPathIgnorePatterns /node_modules/ /conformance/ /languages/ /e2e/ --ci',
    receiveArgs: true,
  });

  const bench = project.addTask('bench', { description: 'Compares synthesis with aws-ecs-patterns, and writes bench/RESULTS.md' });
  bench.spawn(project.compileTask);
  bench.exec('ts-node --transpile-only --project tsconfig.dev.json bench/run.ts');

  const compare = project.addTask('compare', { description: 'Compares hello world with aws-ecs-patterns, and writes docs/comparison.md' });
  compare.exec('ts-node --transpile-only --project tsconfig.dev.json bench/compare/run.ts');

  const demo = project.addTask('demo', { description: 'Deploys two examples to an AWS of this machine' });
  demo.spawn(project.compileTask);
  demo.exec('ts-node --transpile-only --project tsconfig.dev.json e2e/emulator/demo/main.ts', { receiveArgs: true });

  const newest = project.addTask('test:newest', { description: 'Runs the tests with the newest aws-cdk-lib, in a copy of the checkout' });
  newest.exec('ts-node --transpile-only --project tsconfig.dev.json e2e/newest/main.ts', { receiveArgs: true });

  const lint = project.addTask('lint', { description: 'Lints, and mends what can be mended' });
  lint.exec('npx projen eslint --fix');

  // All that needs the compiled library. Jest comes last: its closing line ends the output.
  const verify = project.addTask('verify', { description: 'Runs every check on the compiled library' });
  for (const step of [typecheck, project.eslint!.eslintTask, docgenCheck, rosetta, jest]) { verify.spawn(step); }

  project.testTask.reset();
  project.testTask.spawn(project.compileTask);
  project.testTask.spawn(verify);

  // projen's own steps would compile a second time.
  const steps = ['default', 'pre-compile', 'compile', 'post-compile', 'verify', 'package'];
  project.tryFindObjectFile('.projen/tasks.json')!.addOverride('tasks.build.steps', steps.map((spawn) => ({ spawn })));
}

/**
 * The import boundaries between the folders of src, and the limits of size. A folder that does not exist yet may be listed.
 */
function configureLinter(): void {
  const capabilities = [
    'access', 'capacity', 'deployment', 'discovery', 'image', 'ingress', 'logging', 'monitoring',
    'placement', 'scaling', 'sidecar', 'storage', 'trigger', 'work-queue',
  ];
  const importers = ['compose', 'copilot'];
  const readers = ['insight', 'compliance'];
  const capabilityIndexes = capabilities.map((name) => `${name}/index.ts`);

  const zone = (folder: string, may: string[], message: string) => ({
    target: `./src/${folder}`,
    from: './src',
    except: [folder, ...may].map((path) => `./${path}`),
    message,
  });
  const zones = [
    zone('private', [], 'private/ imports nothing of src.'),
    ...capabilities.map((name) => zone(name, ['private'], 'A capability imports private/ and itself.')),
    zone('platform', ['private', ...capabilityIndexes], 'platform/ imports private/ and the index of a capability.'),
    zone('workload', ['private', 'platform/index.ts', ...capabilityIndexes], 'workload/ imports private/, and the index of platform/ or of a capability.'),
    ...importers.map((name) => zone(name, ['index.ts'], 'An importer uses the public API, src/index.ts, as a user would.')),
    ...readers.map((name) => zone(name, ['private'], 'A reader looks at the construct tree: it imports private/ only.')),
  ];

  const eslint = project.eslint!;
  eslint.addRules({
    '@typescript-eslint/no-explicit-any': ['error'],
    'import/no-default-export': ['error'],
  });
  eslint.addOverride({
    files: ['src/**/*.ts'],
    rules: {
      '@typescript-eslint/explicit-member-accessibility': ['error', { overrides: { constructors: 'no-public' } }],
      'import/no-restricted-paths': ['error', { zones }],
      'max-lines': ['error', { max: 300, skipBlankLines: true, skipComments: true }],
      'max-lines-per-function': ['error', { max: 60 }],
      'no-console': ['error'],
    },
  } as javascript.EslintOverride);
}

function configureReleaseWorkflow(): void {
  const workflow = project.tryFindObjectFile('.github/workflows/release.yml')!;
  // The publisher's default is the public registry: no host needs naming.
  workflow.addDeletionOverride('jobs.release_npm.steps.9.env.NPM_REGISTRY');
  // Maven Central's publisher asks for none.
  workflow.addDeletionOverride('jobs.release_maven.steps.10.env.MAVEN_STAGING_PROFILE_ID');
  // What is built is handed on as an artifact; the job that makes the GitHub release tags it.
  workflow.addOverride('jobs.release.permissions.contents', JobPermission.READ);
}

/** A newer aws-cdk-lib that breaks something is seen the morning after. */
function addNightlyWorkflow(): void {
  const workflow = project.github!.addWorkflow('nightly');
  workflow.on({ schedule: [{ cron: '17 3 * * *' }], workflowDispatch: {} });
  workflow.addJob('newest', {
    name: 'Test against the newest aws-cdk-lib',
    runsOn: ['ubuntu-latest'],
    timeoutMinutes: 60,
    permissions: { contents: JobPermission.READ },
    tools: { node: { version: 'lts/*' }, python: { version: PYTHON } },
    env: { CI: 'true' },
    steps: [
      WorkflowSteps.checkout(),
      { name: 'Install dependencies', run: 'npm ci' },
      { name: 'Test', run: 'npm run test:newest' },
    ],
  });
}
