import { Construct } from 'constructs';
import { ScratchStorageOptions } from './options';
import { IStorage, StorageConfig, StorageContext } from './protocol';
import { given } from '../private/given';

export class ScratchStorage implements IStorage {
  public readonly storageKind = 'scratch';

  constructor(private readonly options: ScratchStorageOptions) {}

  public bind(_scope: Construct, context: StorageContext): StorageConfig {
    return given({
      volume: { name: context.volumeName },
      mountPath: this.options.mountPath,
      readOnly: this.options.readOnly,
    });
  }
}
