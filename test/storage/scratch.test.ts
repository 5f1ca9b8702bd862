import { Match, Template } from 'aws-cdk-lib/assertions';
import { ScratchStorageOptions, Sidecar, Storage } from '../../src';
import { IMAGE, templateOf, testService } from '../support/builders';

test.each<[string, ScratchStorageOptions, object[]]>([
  ['to write to', { mountPath: '/tmp' }, [{ ContainerPath: '/tmp', SourceVolume: 'tmp', ReadOnly: false }]],
  ['to read', { mountPath: '/tmp', readOnly: true }, [{ ContainerPath: '/tmp', SourceVolume: 'tmp', ReadOnly: true }]],
])('scratch space %s', (_, options, mounts) => {
  templateOf(testService({ storage: { tmp: Storage.scratch(options) } })).hasResourceProperties('AWS::ECS::TaskDefinition', {
    Volumes: [{ Name: 'tmp' }],
    ContainerDefinitions: [Match.objectLike({ MountPoints: mounts })],
  });
});

test('without a path only a sidecar sees it', () => {
  const sidecars = { agent: Sidecar.container({ image: IMAGE, mounts: { '/in': 'tmp' } }) };
  templateOf(testService({ storage: { tmp: Storage.scratch() }, sidecars })).hasResourceProperties('AWS::ECS::TaskDefinition', {
    Volumes: [{ Name: 'tmp' }],
    ContainerDefinitions: [
      Match.objectLike({ Name: 'main', MountPoints: Match.absent() }),
      Match.objectLike({ Name: 'agent', MountPoints: [{ ContainerPath: '/in', SourceVolume: 'tmp', ReadOnly: false }] }),
    ],
  });
});

test('it makes nothing, and the service none of it', () => {
  const scratch = templateOf(testService({ storage: { tmp: Storage.scratch({ mountPath: '/tmp' }) } }));
  const typesIn = (template: Template) => Object.values(template.findResources('*')).map(({ Type }) => Type as string);
  expect(typesIn(scratch)).toEqual(typesIn(templateOf(testService())));
  scratch.hasResourceProperties('AWS::ECS::Service', { VolumeConfigurations: [] });
});

test('values say what they are', () => {
  expect([Storage.scratch(), Storage.ebs({ mountPath: '/data', snapshotId: 'snap-1' })].map((value) => value.storageKind)).toEqual(['scratch', 'ebs']);
});
