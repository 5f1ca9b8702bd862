import { aws_ec2 as ec2, aws_servicediscovery as cloudmap } from 'aws-cdk-lib';
import { Construct } from 'constructs';
import { Finding, fail, refuse } from '../private/fail';
import { TakenNames, wrongName } from '../private/names';
import { known } from '../private/tokens';

/** What a platform says of its namespace. */
export interface NamespaceProps {
  /**
   * Its name.
   *
   * @default - it is given otherwise, or there is none
   */
  readonly namespaceName?: string;
  /**
   * Its type.
   *
   * @default - HTTP
   */
  readonly namespaceType?: cloudmap.NamespaceType;
}

const HTTP_NAME = /^[!-~]{1,1024}$/;
const DNS_NAME = /^(?=.{1,253}$)[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?(\.[A-Za-z0-9_]([A-Za-z0-9_-]{0,61}[A-Za-z0-9_])?)*$/;

/** Which platform has a namespace of which name. */
const names = new TakenNames();

/** The types have ids of their own: the one cannot become the other. */
export function createNamespace(scope: Construct, vpc: ec2.IVpc, name: string, { namespaceType: type }: NamespaceProps = {}): cloudmap.INamespace {
  return isPrivateZone(type)
    ? new cloudmap.PrivateDnsNamespace(scope, 'DnsNamespace', { name, vpc })
    : new cloudmap.HttpNamespace(scope, 'HttpNamespace', { name });
}

/** Compared as text, so that nothing is loaded of aws-cdk-lib for platforms that have no namespace. */
export function isPrivateZone(type: cloudmap.NamespaceType | undefined): boolean {
  return type === 'DNS_PRIVATE' satisfies `${cloudmap.NamespaceType}`;
}

export function checkNamespace(scope: Construct, { namespaceName, namespaceType }: NamespaceProps): void {
  refuse('NamespaceName', findPublic(namespaceType), scope);
  if (namespaceName === undefined) {
    refuse('NamespaceName', namespaceType === undefined ? undefined : {
      given: `namespaceType is ${namespaceType}, and namespaceName is not given`,
      allowed: 'A platform has a namespace where its name is given',
      remedy: 'Give namespaceName, or leave namespaceType out',
    }, scope);
    return;
  }
  refuse('NamespaceName', isPrivateZone(namespaceType)
    ? wrongName('namespaceName', namespaceName, DNS_NAME, 'The name of a DNS namespace is that of a domain, such as shop.internal')
    : wrongName('namespaceName', namespaceName, HTTP_NAME, 'A name has 1 to 1024 characters of ASCII, and no blanks'), scope);
  if (!isPrivateZone(namespaceType)) { takeName(scope, namespaceName); }
}

/** What is told by another program is told by names that differ with the type. */
export function checkPublishedType(scope: Construct, type: cloudmap.NamespaceType | undefined): void {
  refuse('NamespaceName', findPublic(type), scope);
}

function findPublic(type: cloudmap.NamespaceType | undefined): Finding | undefined {
  return type !== 'DNS_PUBLIC' satisfies `${cloudmap.NamespaceType}` ? undefined : {
    given: 'namespaceType is DNS_PUBLIC',
    allowed: 'Tasks register their private addresses, which are of no use in public, and would tell the world what runs here',
    remedy: 'Use DNS_PRIVATE, or HTTP',
  };
}

/** A private DNS name is free once in a VPC, of which there are many; the name of an HTTP namespace once in each region of an account. */
function takeName(platform: Construct, name: string): void {
  if (known(name) === undefined) { return; }
  const other = names.takeInRegion(name, platform);
  if (other) {
    fail('NamespaceTwice', {
      given: `namespaceName is '${name}', as is that of '${other.node.path}'`,
      allowed: 'The name of an HTTP namespace is free once in each region of an account',
      remedy: 'Choose another name for one of the two',
    }, platform);
  }
}
