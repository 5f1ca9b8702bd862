/**
 * Every code that an error, warning or notice of this library can carry. `docs/errors.md` explains each.
 * `R…` is a rule of Amazon ECS or of a service beside it, by its number; the others are named.
 */
export const CODES = [
  'R2', 'R3', 'R4', 'R5', 'R6', 'R7', 'R8', 'R9', 'R10', 'R16', 'R23', 'R25', 'R26', 'R27', 'R39', 'R51',
  'R53', 'R54', 'R55', 'R56', 'R57', 'R58', 'R83', 'R84', 'R89', 'R92', 'R93', 'R108', 'R113', 'R114', 'R119', 'R120', 'R121',
  'R124', 'R130', 'R132', 'R139', 'R143', 'R146', 'R148', 'R149', 'R150', 'R151', 'R152', 'R154',
  'AllowFrom',
  'AvailabilityZones',
  'CertificateRegion',
  'CircuitBreaker',
  'ClusterName',
  'DomainName',
  'DomainOutsideZone',
  'EnvironmentName',
  'FewerZones',
  'LogBucketKey',
  'LogGroupSettings',
  'MemorySnapped',
  'NatGatewayCount',
  'NetworkAndVpc',
  'NoPublicSubnets',
  'NoSuchIngress',
  'NoSuchSubnets',
  'NotAValue',
  'OtherPlatform',
  'PlatformElsewhere',
  'PortAndPorts',
  'PrivateZone',
  'RoleWithPath',
  'ScaleToZero',
  'SecondPlatform',
  'SecondRecord',
  'SecretInEnvironment',
  'UdpBehindApplicationLoadBalancer',
  'WhichPort',
  'WorkingDirectory',
] as const;

/** A code of an error, a warning or a notice. */
export type Code = typeof CODES[number];
