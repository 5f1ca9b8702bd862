import { aws_sns as sns } from 'aws-cdk-lib';
import { Match } from 'aws-cdk-lib/assertions';
import { Construct } from 'constructs';
import { IStorage, StorageConfig, StorageContext } from '../../src';
import { templateOf, testService } from '../support/builders';

/** A file system that exists, as a user would bring it. */
class FileSystemStorage implements IStorage {
  public readonly storageKind = 'fileSystem';

  public bind(scope: Construct, { volumeName }: StorageContext): StorageConfig {
    return {
      volume: { name: volumeName, efsVolumeConfiguration: { fileSystemId: 'fs-1' } },
      mountPath: '/files',
      dependencies: [new sns.Topic(scope, 'First')],
    };
  }
}

test('a storage of one\'s own is declared, mounted and waited for', () => {
  const template = templateOf(testService({ storage: { files: new FileSystemStorage() } }));
  template.hasResourceProperties('AWS::ECS::TaskDefinition', {
    Volumes: [{ Name: 'files', EFSVolumeConfiguration: { FilesystemId: 'fs-1' } }],
    ContainerDefinitions: [Match.objectLike({ MountPoints: [{ ContainerPath: '/files', SourceVolume: 'files', ReadOnly: false }] })],
  });
  template.hasResource('AWS::ECS::Service', { DependsOn: Match.arrayWith(Object.keys(template.findResources('AWS::SNS::Topic'))) });
});

test('the key names the volume, whatever the storage calls it', () => {
  const storage: IStorage = { storageKind: 'own', bind: () => ({ volume: { name: 'other' }, mountPath: '/x' }) };
  templateOf(testService({ storage: { files: storage } })).hasResourceProperties('AWS::ECS::TaskDefinition', { Volumes: [{ Name: 'files' }] });
});
