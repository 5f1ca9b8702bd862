import { daemonRows, rightDaemons } from './daemon-rows';
import { deploymentRows, rightDeployments } from './deployment-rows';
import { discoveryRows, rightDiscoveries } from './discovery-rows';
import { ingressRows, rightIngresses } from './ingress-rows';
import { instancePoolRows, rightInstancePools } from './instance-pool-rows';
import { managedDaemonRows, rightManagedDaemons } from './managed-daemon-rows';
import { managedInstancesRows, rightManagedInstances } from './managed-instances-rows';
import { networkRows, rightNetworks } from './network-rows';
import { outsideRows, rightOutside } from './outside-rows';
import { placementRows, rightPlacements } from './placement-rows';
import { poolRows, rightPools } from './pool-rows';
import { poolStartRows, rightPoolStarts } from './pool-start-rows';
import { profileRows, rightProfiles } from './profile-rows';
import { queueAndScalingRows, rightQueues } from './queue-rows';
import { Row } from './row';
import { otherRows, rightOthers } from './service-rows';
import { rightSidecars, sidecarRows } from './sidecar-rows';
import { rightStorages, storageRows } from './storage-rows';
import { rightTaskEvents, taskEventsRows } from './task-events-rows';
import { rightTasks, taskRows } from './task-rows';
import { warningRows } from './warning-rows';
import { rightWindows, windowsRows } from './windows-rows';
import { Ingress, Scaling } from '../../src';
import { CODES } from '../../src/private/codes';
import { StevedoreError } from '../../src/private/fail';
import { testService, testStack } from '../support/builders';

const ROWS = [
  ...taskRows, ...ingressRows, ...deploymentRows, ...queueAndScalingRows, ...otherRows, ...sidecarRows, ...storageRows,
  ...poolRows, ...placementRows, ...daemonRows,
  ...instancePoolRows, ...poolStartRows, ...windowsRows, ...outsideRows, ...networkRows, ...profileRows, ...taskEventsRows,
  ...managedInstancesRows, ...managedDaemonRows, ...discoveryRows,
];

function errorOf({ act }: Row): unknown {
  try {
    return act();
  } catch (error) {
    return error;
  }
}

test.each(ROWS.map((row) => [row.code, row.name, row] as const))('%s: %s', (code, _, row) => {
  const error = errorOf(row) as StevedoreError;
  expect(error).toMatchObject({ name: 'StevedoreError', code });
  expect(error.message).toMatch(new RegExp(`^\\[stevedore\\.${code}\\] ${row.path ? `${row.path}: ` : ''}[^:]`));
  expect(error.message).toMatch(row.says);
  // Three sentences, each with one full stop: what was given, what is allowed, what to do.
  expect(error.message).toMatch(/^[^]+\. [^]+\. [^]+[^.]\.$/);
  expect(error.message).not.toMatch(/undefined|\.\. /);
});

test.each([...rightTasks, ...rightIngresses, ...rightDeployments, ...rightQueues, ...rightOthers, ...rightSidecars, ...rightStorages, ...rightPools, ...rightPlacements, ...rightDaemons, ...rightInstancePools, ...rightPoolStarts, ...rightWindows, ...rightOutside, ...rightNetworks, ...rightProfiles, ...rightTaskEvents, ...rightManagedInstances, ...rightManagedDaemons, ...rightDiscoveries])('allowed: %s', (_, act) => {
  expect(act).not.toThrow();
});

test('every code has a row', () => {
  const tested = [...ROWS, ...warningRows].map((row) => row.code);
  expect(CODES.filter((code) => !tested.includes(code))).toEqual([]);
});

test.each([
  ['an ingress', () => ({ ingress: Ingress.applicationLoadBalancer({ allowFrom: [] }) })],
  ['a scaling', () => ({ scaling: Scaling.automatic({ min: 2, max: 1 }) })],
])('%s that fails leaves nothing in the tree', (_, props) => {
  const stack = testStack();
  expect(() => testService(props(), stack)).toThrow('[stevedore.');
  expect(stack.node.children).toEqual([]);
});
