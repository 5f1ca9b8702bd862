// The validator that comes with aws-cdk-lib takes two seconds to start. A test that wants it sets the variable itself.
process.env.CDK_VALIDATION ??= 'false';
