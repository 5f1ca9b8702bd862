import { readFileSync } from 'node:fs';
import { App, CfnResource, Stack } from 'aws-cdk-lib';
import { idsOfStacks } from './workload';

interface Template {
  readonly Resources: { readonly [logicalId: string]: Resource };
}

interface Resource {
  readonly Type: string;
  readonly Properties?: { [name: string]: unknown };
  readonly DependsOn?: string | string[];
}

/** The resources of this library's templates as raw L1: nothing that makes them can be faster. The templates are made beforehand. */
export function build(app: App, services: number): void {
  for (const [stackId, ids] of idsOfStacks(services)) {
    const stack = new Stack(app, stackId);
    const text = readFileSync(`${process.env.BENCH_TEMPLATES}/${ids.length}.json`, 'utf8');
    for (const [id, { Type: type, Properties: properties, DependsOn: waits }] of Object.entries((JSON.parse(text) as Template).Resources)) {
      const resource = new CfnResource(stack, id, { type, properties });
      resource.overrideLogicalId(id);
      if (waits) { resource.addOverride('DependsOn', waits); }
    }
  }
}
