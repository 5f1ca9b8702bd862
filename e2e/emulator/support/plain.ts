import { REGION } from './emulator';

/** What has no client among the packages of this repository is asked for in the words of its protocol. */
export interface PlainClient {
  /** Calls an API that speaks JSON. */
  readonly events: (operation: string, body: object) => Promise<unknown>;
  /** Calls an API that speaks XML. */
  readonly sns: (action: string, parameters?: { [name: string]: string }) => Promise<string>;
}

export function plainClient(endpoint: string): PlainClient {
  return {
    events: async (operation, body) => JSON.parse(await post(endpoint, 'events', JSON.stringify(body), {
      'content-type': 'application/x-amz-json-1.1', 'x-amz-target': `AWSEvents.${operation}`,
    })) as unknown,
    sns: (Action, parameters = {}) => post(endpoint, 'sns', new URLSearchParams({ Action, Version: '2010-03-31', ...parameters }).toString(), {
      'content-type': 'application/x-www-form-urlencoded',
    }),
  };
}

/** The emulator tells services apart by what is signed for. */
async function post(endpoint: string, service: string, body: string, headers: { [name: string]: string }): Promise<string> {
  const authorization = `AWS4-HMAC-SHA256 Credential=testing/20260101/${REGION}/${service}/aws4_request, SignedHeaders=host, Signature=none`;
  const response = await fetch(endpoint, { method: 'POST', body, headers: { ...headers, authorization } });
  const text = await response.text();
  if (!response.ok) { throw new Error(`${service} answered ${response.status}: ${text}`); }
  return text;
}

/** The contents of all elements of a name. */
export function elements(xml: string, name: string): string[] {
  return [...xml.matchAll(new RegExp(`<${name}>([^<]*)</${name}>`, 'g'))].map(([, text]) => unescaped(text));
}

/** Attributes, as SNS lists them. */
export function attributes(xml: string): { [name: string]: string } {
  const values = elements(xml, 'value');
  return Object.fromEntries(elements(xml, 'key').map((key, index) => [key, values[index]]));
}

function unescaped(text: string): string {
  return text.replace(/&quot;/g, '"').replace(/&#39;|&apos;/g, "'").replace(/&lt;/g, '<').replace(/&gt;/g, '>').replace(/&amp;/g, '&');
}
