import { aws_acmpca as acmpca, aws_ecs as ecs, aws_kms as kms, aws_servicediscovery as cloudmap, Duration } from 'aws-cdk-lib';

/** How a service takes part in Service Connect as a client only. */
export interface ServiceConnectClientOptions {
  /**
   * How the proxies log each request, into the log group of the workload. Their own output goes there in any case.
   *
   * @default - they do not
   */
  readonly accessLogs?: ecs.ServiceConnectAccessLogConfiguration;
}

/** How other services reach a service by Service Connect. */
export interface ServiceConnectOptions extends ServiceConnectClientOptions {
  /**
   * The name of the port that they reach.
   *
   * @default - the only port, or the one that is called `main`
   */
  readonly portName?: string;

  /**
   * The name of the host by which they call it: lower-case letters, digits, underscores, hyphens and dots, at most 127 of them. The service has it
   * in the namespace, too, with hyphens for dots and at most 64 characters: there it is free once.
   *
   * @default - the id of the construct: `ledger` for `Ledger`, `order-api` for `OrderApi`
   */
  readonly dnsName?: string;

  /**
   * How the proxies encrypt what they send to each other. The programs go on speaking as they do, each with the proxy in its own task. Only in
   * awsvpc mode.
   *
   * @default - they do not encrypt
   */
  readonly tls?: ServiceConnectTls;

  /**
   * How long the proxies wait.
   *
   * @default - as long as ECS thinks right
   */
  readonly timeouts?: ServiceConnectTimeouts;
}

/** Where the certificates of the proxies come from, and what keeps their keys. */
export interface ServiceConnectTls {
  /**
   * The private certificate authority that issues the certificates. It needs the tag `AmazonECSManaged: true`, or ECS may not use it; in mode
   * `SHORT_LIVED_CERTIFICATE` it costs least.
   */
  readonly certificateAuthority: acmpca.ICertificateAuthority;

  /**
   * A symmetric KMS key for the private keys of the certificates.
   *
   * @default - a key of AWS
   */
  readonly encryptionKey?: kms.IKey;
}

/** How long the proxies of Service Connect wait. */
export interface ServiceConnectTimeouts {
  /**
   * How long a connection may be idle. Zero is for ever.
   *
   * @default - 5 minutes for HTTP and gRPC, 1 hour for TCP
   */
  readonly idle?: Duration;

  /**
   * How long the answer to a request may take. Zero is for ever. Not for TCP.
   *
   * @default - 15 seconds
   */
  readonly perRequest?: Duration;
}

/** How a service is found in DNS, by Cloud Map. */
export interface CloudMapOptions {
  /**
   * The first part of the name in DNS, before that of the namespace. It is free once in the namespace.
   *
   * @default - the id of the construct: `ledger` for `Ledger`, `order-api` for `OrderApi`
   */
  readonly name?: string;

  /**
   * The name of the port that is reached: for the port of SRV records, and for `connectTo()`.
   *
   * @default - the only port, or the one that is called `main`
   */
  readonly portName?: string;

  /**
   * What DNS answers with: addresses (`A`, `AAAA`, `A_AAAA`), or ports and hosts (`SRV`). In bridge and host mode only `SRV`; `AAAA` where the
   * subnets have IPv6.
   *
   * @default - A in awsvpc mode, SRV in bridge and host mode
   */
  readonly recordType?: cloudmap.DnsRecordType;

  /**
   * How long clients may remember an answer.
   *
   * @default Duration.seconds(10)
   */
  readonly ttl?: Duration;
}
