import { readFileSync } from 'fs';
import { join } from 'path';
import { packageLibrary } from './support';

test('.NET code is generated; whether it compiles, nothing here tells', async () => {
  const folder = await packageLibrary('dotnet', '--code-only');
  const source = readFileSync(join(folder, 'CdkStevedore', 'CdkStevedore', 'ContainerService.cs'), 'utf8');
  expect(source).toContain('public class ContainerService');
}, 120_000);
