/** A template, as far as tests look into it. */
export interface CfnTemplate {
  readonly Resources?: { [logicalId: string]: CfnTemplateResource };
  readonly Outputs?: { [name: string]: unknown };
}

export interface CfnTemplateResource {
  readonly Type: string;
  readonly Properties?: unknown;
  readonly DependsOn?: string | string[];
}

/** All strings of a value, at any depth. */
export function stringsOf(value: unknown): string[] {
  if (typeof value === 'string') { return [value]; }
  return value !== null && typeof value === 'object' ? Object.values(value).flatMap(stringsOf) : [];
}

/** The same value with the hashes of assets masked: they change with each version of aws-cdk-lib. */
export function maskHashes<T>(value: T): T {
  return JSON.parse(JSON.stringify(value).replace(/[0-9a-f]{64}/g, '<hash>')) as T;
}
