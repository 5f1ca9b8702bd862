import { aws_ec2 as ec2 } from 'aws-cdk-lib';
import { EndpointSettings } from './endpoint-settings';
import { Finding, refuse } from '../../private/fail';
import { copyOf } from '../../private/given';
import { unknownList } from '../../private/range';
import { known } from '../../private/tokens';

const SETTINGS = ['endpoints', 'trustedAccounts', 'existingEndpoints', 'existingS3Endpoint', 'endpointsAllowFrom'] as const satisfies (keyof EndpointSettings)[];

/** Those of the options of a network that speak of endpoints. */
export function endpointSettingsOf(options: EndpointSettings): EndpointSettings {
  return Object.fromEntries(SETTINGS.filter((name) => options[name] !== undefined).map((name) => [name, copyOf<unknown>(options[name])]));
}

export function checkEndpointSettings(settings: EndpointSettings): void {
  for (const prop of ['endpoints', 'existingEndpoints'] as const) { refuse('EndpointService', findForeignService(prop, settings[prop])); }
  refuse('TrustedAccounts', unknownList('trustedAccounts', settings.trustedAccounts) ?? findWrongAccount(settings.trustedAccounts));
  refuse('AllowFrom', settings.endpointsAllowFrom?.length !== 0 ? undefined : {
    given: 'endpointsAllowFrom is an empty list',
    allowed: 'With nobody admitted no task reaches the endpoints',
    remedy: 'Name whom they admit, or leave endpointsAllowFrom out',
  });
}

/** A finding where settings are given that nothing comes of. */
export function unusedSettings(options: EndpointSettings, remedy: string): Finding | undefined {
  const [name] = Object.keys(endpointSettingsOf(options));
  return name === undefined ? undefined : {
    given: `${name} is given, and the tasks have another way out`,
    allowed: 'It is for networks in which the platform makes endpoints',
    remedy,
  };
}

/** Endpoints are known by the names of services of AWS: one of a service of your own has none. */
function findForeignService(prop: string, services: ec2.InterfaceVpcEndpointAwsService[] | undefined): Finding | undefined {
  const position = (services ?? []).findIndex((service) => !/^[a-z0-9][a-z0-9._-]*$/i.test(String(service?.shortName ?? '')));
  return position < 0 ? undefined : {
    given: `${prop} has, at position ${position}, what is no service of AWS`,
    allowed: 'It takes services such as ec2.InterfaceVpcEndpointAwsService.XRAY',
    remedy: 'Give one of these; for a service of your own call addInterfaceEndpoint() of the VPC',
  };
}

function findWrongAccount(accounts: string[] | undefined): Finding | undefined {
  const wrong = (accounts ?? []).find((account) => known(account) !== undefined && !/^\d{12}$/.test(account));
  return wrong === undefined ? undefined : {
    given: `trustedAccounts has '${wrong}'`,
    allowed: 'The id of an account has 12 digits',
    remedy: 'Write the id of each account, and no ARN',
  };
}
