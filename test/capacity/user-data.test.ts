import { aws_ecs as ecs, Token } from 'aws-cdk-lib';
import { AutoScalingGroupPoolOptions, InstancePool, InstanceStore, PoolImage } from '../../src';
import { boundPool, userDataOf } from '../support/pool-stack';

const BOTTLEROCKET = { machineImage: PoolImage.bottlerocket() };
const WINDOWS = { machineImage: PoolImage.windows(ecs.WindowsOptimizedVersion.SERVER_2022) };

function linesOf(options: AutoScalingGroupPoolOptions = {}): string[] {
  return userDataOf(boundPool(InstancePool.autoScalingGroup(options)));
}

test('on Linux the agent has a file', () => {
  expect(linesOf()).toEqual([
    '#!/bin/bash',
    "cat <<'END_OF_ECS_CONFIG' >> /etc/ecs/ecs.config",
    'ECS_AVAILABLE_LOGGING_DRIVERS=["awslogs","fluentd","gelf","journald","json-file","none","splunk","syslog"]',
    'ECS_AWSVPC_BLOCK_IMDS=true',
    'ECS_CLUSTER=<ClusterEB0386A7>',
    'ECS_ENGINE_TASK_CLEANUP_WAIT_DURATION=1h',
    'ECS_INSTANCE_ATTRIBUTES={"stevedore.pool":"web"}',
    'ECS_NUM_IMAGES_DELETE_PER_CYCLE=10',
    'END_OF_ECS_CONFIG',
  ]);
});

test('on Bottlerocket the agent has settings', () => {
  expect(linesOf(BOTTLEROCKET)).toEqual([
    '[settings.ecs]',
    'logging-drivers = ["awslogs","journald","json-file","none"]',
    'awsvpc-block-imds = true',
    'cluster = "<ClusterEB0386A7>"',
    'task-cleanup-wait = "1h"',
    'image-cleanup-delete-per-cycle = 10',
    '[settings.ecs.instance-attributes]',
    '"stevedore.pool" = "web"',
  ]);
});

test('on Windows the agent has environment variables, and is set up', () => {
  const lines = linesOf(WINDOWS);
  expect(lines[0]).toMatch(/^<powershell>/);
  expect(lines).toContain("[Environment]::SetEnvironmentVariable('ECS_ENABLE_AWSLOGS_EXECUTIONROLE_OVERRIDE', 'true', 'Machine')");
  expect(lines).toContain("[Environment]::SetEnvironmentVariable('ECS_INSTANCE_ATTRIBUTES', '{\"stevedore.pool\":\"web\"}', 'Machine')");
  expect(lines.slice(-2)).toEqual([
    'Import-Module ECSTools',
    "Initialize-ECSAgent -Cluster '<ClusterEB0386A7>' -EnableTaskIAMRole -EnableTaskENI -AwsvpcBlockIMDS "
      + '-LoggingDrivers \'["awslogs","fluentd","gelf","json-file","none","splunk","syslog"]\'</powershell>',
  ]);
});

test('what the user says of the agent goes before what the library says', () => {
  const agentConfig = { ECS_AWSVPC_BLOCK_IMDS: 'false', ECS_IMAGE_PULL_BEHAVIOR: 'prefer-cached' };
  expect(linesOf({ agentConfig })).toEqual(expect.arrayContaining(['ECS_AWSVPC_BLOCK_IMDS=false', 'ECS_IMAGE_PULL_BEHAVIOR=prefer-cached']));
  expect(linesOf({ agentConfig, ...BOTTLEROCKET })).toEqual(expect.arrayContaining(['awsvpc-block-imds = false', 'image-pull-behavior = "prefer-cached"']));
  expect(linesOf({ agentConfig, ...WINDOWS }).join()).not.toContain('-AwsvpcBlockIMDS');
});

test('attributes of the user\'s own stand beside that of the pool', () => {
  const agentConfig = { ECS_INSTANCE_ATTRIBUTES: '{"rack": "a 1", "stevedore.pool": "other"}' };
  expect(linesOf({ agentConfig })).toContain('ECS_INSTANCE_ATTRIBUTES={"rack":"a 1","stevedore.pool":"web"}');
  expect(linesOf({ agentConfig, ...BOTTLEROCKET }).slice(-2)).toEqual(['"rack" = "a 1"', '"stevedore.pool" = "web"']);
});

test('attributes have an option of their own', () => {
  const options = { instanceAttributes: { disk: 'fast', rack: 'a\\1' }, agentConfig: { ECS_INSTANCE_ATTRIBUTES: '{"team": "shop"}' } };
  expect(linesOf(options)).toContain('ECS_INSTANCE_ATTRIBUTES={"disk":"fast","rack":"a\\\\1","stevedore.pool":"web","team":"shop"}');
  expect(linesOf({ ...options, ...BOTTLEROCKET }).slice(-4)).toEqual(['"disk" = "fast"', '"rack" = "a\\\\1"', '"stevedore.pool" = "web"', '"team" = "shop"']);
  expect(boundPool(InstancePool.autoScalingGroup(options)).config.instanceAttributes).toEqual({
    'disk': 'fast', 'rack': 'a\\1', 'stevedore.pool': 'web', 'team': 'shop',
  });
});

test('an attribute may have a value that only the deployment knows', () => {
  const instanceAttributes = { rack: Token.asString({ Ref: 'Rack' }) };
  expect(linesOf({ instanceAttributes })).toContain('ECS_INSTANCE_ATTRIBUTES={"rack":"<Rack>","stevedore.pool":"web"}');
  expect(linesOf({ instanceAttributes, ...BOTTLEROCKET })).toContain('"rack" = "<Rack>"');
});

test('settings of Bottlerocket that say the opposite', () => {
  const agentConfig = { ECS_DISABLE_PRIVILEGED: 'false', ECS_DISABLE_IMAGE_CLEANUP: 'true', ECS_RESERVED_MEMORY: '256' };
  expect(linesOf({ agentConfig, ...BOTTLEROCKET })).toEqual(expect.arrayContaining([
    'allow-privileged-containers = true', 'image-cleanup-enabled = false', 'reserved-memory = 256',
  ]));
});

test('a quote ends no text', () => {
  expect(linesOf({ agentConfig: { ECS_RESERVED_PORTS: '[’]' }, ...WINDOWS })).toContain(
    "[Environment]::SetEnvironmentVariable('ECS_RESERVED_PORTS', '[’’]', 'Machine')");
  expect(linesOf({ agentConfig: { ECS_RESERVED_PORTS: "[22, 'x']" }, ...WINDOWS })).toContain(
    "[Environment]::SetEnvironmentVariable('ECS_RESERVED_PORTS', '[22, ''x'']', 'Machine')");
});

test('a value that only the deployment knows is passed on', () => {
  const agentConfig = { ECS_LOGLEVEL: Token.asString({ Ref: 'Level' }), ECS_RESERVED_MEMORY: Token.asString({ Ref: 'Memory' }) };
  expect(linesOf({ agentConfig })).toEqual(expect.arrayContaining(['ECS_LOGLEVEL=<Level>', 'ECS_RESERVED_MEMORY=<Memory>']));
  expect(linesOf({ agentConfig, ...BOTTLEROCKET })).toEqual(expect.arrayContaining(['loglevel = "<Level>"', 'reserved-memory = <Memory>']));
});

test('drivers of GPUs, Spot and warm pools each have their setting', () => {
  expect(linesOf({ instanceTypes: ['g5.xlarge'] })).toContain('ECS_ENABLE_GPU_SUPPORT=true');
  expect(linesOf({ instanceTypes: ['g5.xlarge'], machineImage: PoolImage.amazonLinux2023() }).join()).not.toContain('GPU');
  expect(linesOf({ spot: {} })).toContain('ECS_ENABLE_SPOT_INSTANCE_DRAINING=true');
  expect(linesOf({ spot: {}, ...BOTTLEROCKET })).toContain('enable-spot-instance-draining = true');
  expect(linesOf({ warmPool: {} })).toContain('ECS_WARM_POOLS_CHECK=true');
  expect(linesOf({ warmPool: {}, ...BOTTLEROCKET })).toEqual(expect.arrayContaining(['[settings.autoscaling]', 'should-wait = true']));
});

test.each([['Linux', {}], ['Bottlerocket', BOTTLEROCKET], ['Windows', WINDOWS]])('lines of the user\'s own come last: %s', (_, options) => {
  expect(linesOf({ ...options, userData: ['first', 'second'] }).slice(-2).join(' ')).toMatch(/^first second(<\/powershell>)?$/);
});

test('the NVMe disks become one file system, where Docker or tasks use it', () => {
  const docker = linesOf({ instanceStore: InstanceStore.docker() });
  expect(docker).toContain("  mount '/var/lib/docker'");
  expect(docker.indexOf('END_OF_ECS_CONFIG')).toBeLessThan(docker.findIndex((line) => line.startsWith('stores=')));
  expect(linesOf({ instanceStore: InstanceStore.directory('/mnt/fast') })).toContain("  mkdir -p '/mnt/fast'");
});

test('no service changes what instances start from', () => {
  expect(linesOf().join()).not.toMatch(/Service|TaskDefinition/);
});
