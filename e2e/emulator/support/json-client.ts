import { REGION } from './emulator';

/** The answer of an operation. */
export type JsonClient = (operation: string, input?: object) => Promise<{ readonly [member: string]: unknown }>;

/** Of services that speak JSON and are asked three or four things only: not worth a client of their own, of megabytes each. */
export function jsonClient(endpoint: string, service: string, target: string): JsonClient {
  const headers = {
    'Content-Type': 'application/x-amz-json-1.1',
    // The emulator goes by the service in here, and looks at no signature.
    'Authorization': `AWS4-HMAC-SHA256 Credential=testing/20260101/${REGION}/${service}/aws4_request, SignedHeaders=host, Signature=none`,
  };
  return async (operation, input = {}) => {
    const response = await fetch(endpoint, { method: 'POST', headers: { ...headers, 'X-Amz-Target': `${target}.${operation}` }, body: JSON.stringify(input) });
    const text = await response.text();
    if (!response.ok) { throw new Error(`${operation}: ${response.status} ${text}`); }
    return JSON.parse(text) as { [member: string]: unknown };
  };
}
