import { REGION } from './emulator';

interface Named { readonly Id: string }

/** What is asked of Cloud Map here takes no client of its own: three requests of its JSON protocol. */
export class CloudMap {
  constructor(private readonly endpoint: string) {}

  public async namespace(Id: string): Promise<object> {
    return (await this.ask<{ Namespace: object }>('GetNamespace', { Id })).Namespace;
  }

  public async service(Id: string): Promise<object> {
    return (await this.ask<{ Service: object }>('GetService', { Id })).Service;
  }

  public async namespaces(): Promise<string[]> {
    return (await this.ask<{ Namespaces: Named[] }>('ListNamespaces', {})).Namespaces.map(({ Id }) => Id);
  }

  public async services(): Promise<string[]> {
    return (await this.ask<{ Services: Named[] }>('ListServices', {})).Services.map(({ Id }) => Id);
  }

  private async ask<T>(operation: string, parameters: object): Promise<T> {
    const answer = await fetch(this.endpoint, {
      method: 'POST',
      headers: {
        'Content-Type': 'application/x-amz-json-1.1',
        'X-Amz-Target': `Route53AutoNaming_v20170314.${operation}`,
        'Authorization': `AWS4-HMAC-SHA256 Credential=testing/20260101/${REGION}/servicediscovery/aws4_request, SignedHeaders=host, Signature=none`,
      },
      body: JSON.stringify(parameters),
    });
    const text = await answer.text();
    if (!answer.ok) { throw new Error(`${operation} answers ${answer.status}: ${text}`); }
    return JSON.parse(text) as T;
  }
}
