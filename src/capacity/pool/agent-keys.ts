/**
 * What the agent of ECS reads, as of November 2026. https://github.com/aws/amazon-ecs-agent/blob/master/README.md#environment-variables
 */
export const AGENT_KEYS: readonly string[] = [
  'AWS_ACCESS_KEY_ID', 'AWS_DEFAULT_REGION', 'AWS_SECRET_ACCESS_KEY', 'AWS_SESSION_TOKEN', 'CREDENTIALS_FETCHER_HOST',
  'CREDENTIALS_FETCHER_SECRET_NAME_FOR_DOMAINLESS_GMSA', 'DOCKER_HOST', 'ECS_AGENT_APPARMOR_PROFILE', 'ECS_AGENT_HEALTHCHECK_HOST', 'ECS_AGENT_LABELS',
  'ECS_AGENT_PID_NAMESPACE_HOST', 'ECS_ALLOW_OFFHOST_INTROSPECTION_ACCESS', 'ECS_ALTERNATE_CREDENTIAL_PROFILE', 'ECS_APPARMOR_CAPABLE',
  'ECS_AVAILABLE_LOGGING_DRIVERS', 'ECS_AWSVPC_ADDITIONAL_LOCAL_ROUTES', 'ECS_AWSVPC_BLOCK_IMDS', 'ECS_CGROUP_CPU_PERIOD', 'ECS_CGROUP_PATH',
  'ECS_CHECKPOINT', 'ECS_CLUSTER', 'ECS_CNI_PLUGINS_PATH', 'ECS_CONTAINER_CREATE_TIMEOUT', 'ECS_CONTAINER_INSTANCE_PROPAGATE_TAGS_FROM',
  'ECS_CONTAINER_INSTANCE_TAGS', 'ECS_CONTAINER_START_TIMEOUT', 'ECS_CONTAINER_STOP_TIMEOUT', 'ECS_DATADIR', 'ECS_DISABLE_DOCKER_HEALTH_CHECK',
  'ECS_DISABLE_IMAGE_CLEANUP', 'ECS_DISABLE_METRICS', 'ECS_DISABLE_PRIVILEGED', 'ECS_DYNAMIC_HOST_PORT_RANGE', 'ECS_EBSTA_SUPPORTED',
  'ECS_ENABLE_AWSLOGS_EXECUTIONROLE_OVERRIDE', 'ECS_ENABLE_CONTAINER_METADATA', 'ECS_ENABLE_CPU_UNBOUNDED_WINDOWS_WORKAROUND', 'ECS_ENABLE_GPU_SUPPORT',
  'ECS_ENABLE_HIGH_DENSITY_ENI', 'ECS_ENABLE_MEMORY_UNBOUNDED_WINDOWS_WORKAROUND', 'ECS_ENABLE_RUNTIME_STATS', 'ECS_ENABLE_SPOT_INSTANCE_DRAINING',
  'ECS_ENABLE_TASK_CPU_MEM_LIMIT', 'ECS_ENABLE_TASK_ENI', 'ECS_ENABLE_TASK_IAM_ROLE', 'ECS_ENABLE_TASK_IAM_ROLE_NETWORK_HOST',
  'ECS_ENABLE_UNTRACKED_IMAGE_CLEANUP', 'ECS_ENGINE_AUTH_DATA', 'ECS_ENGINE_AUTH_TYPE', 'ECS_ENGINE_TASK_CLEANUP_WAIT_DURATION',
  'ECS_ENGINE_TASK_CLEANUP_WAIT_DURATION_JITTER', 'ECS_EXCLUDE_IPV6_PORTBINDING', 'ECS_EXCLUDE_UNTRACKED_IMAGE', 'ECS_FSX_WINDOWS_FILE_SERVER_SUPPORTED',
  'ECS_GMSA_SUPPORTED', 'ECS_HOST_DATA_DIR', 'ECS_IMAGE_CLEANUP_INTERVAL', 'ECS_IMAGE_MINIMUM_CLEANUP_AGE', 'ECS_IMAGE_PULL_BEHAVIOR',
  'ECS_IMAGE_PULL_INACTIVITY_TIMEOUT', 'ECS_IMAGE_PULL_TIMEOUT', 'ECS_INSTANCE_ATTRIBUTES', 'ECS_LOGFILE', 'ECS_LOGLEVEL', 'ECS_LOGLEVEL_ON_INSTANCE',
  'ECS_LOG_DRIVER', 'ECS_LOG_MAX_FILE_SIZE_MB', 'ECS_LOG_MAX_ROLL_COUNT', 'ECS_LOG_OPTS', 'ECS_LOG_OUTPUT_FORMAT', 'ECS_LOG_ROLLOVER_TYPE',
  'ECS_MANIFEST_PULL_TIMEOUT', 'ECS_NUM_IMAGES_DELETE_PER_CYCLE', 'ECS_NVIDIA_RUNTIME', 'ECS_OFFHOST_INTROSPECTION_INTERFACE_NAME',
  'ECS_POLLING_METRICS_WAIT_DURATION', 'ECS_POLL_METRICS', 'ECS_PULL_DEPENDENT_CONTAINERS_UPFRONT', 'ECS_RESERVED_MEMORY', 'ECS_RESERVED_PORTS',
  'ECS_RESERVED_PORTS_UDP', 'ECS_SELINUX_CAPABLE', 'ECS_SHARED_VOLUME_MATCH_FULL_CONFIG', 'ECS_SKIP_LOCALHOST_TRAFFIC_FILTER', 'ECS_TASK_METADATA_RPS_LIMIT',
  'ECS_TASK_PIDS_LIMIT', 'ECS_UPDATES_ENABLED', 'ECS_WARM_POOLS_CHECK', 'HTTP_PROXY', 'NON_ECS_IMAGE_MINIMUM_CLEANUP_AGE', 'NO_PROXY',
];

/** How Bottlerocket takes a setting. */
export interface BottlerocketSetting {
  /** Its name, below `settings.ecs`. */
  readonly name: string;
  /** What it is in TOML. */
  readonly kind: BottlerocketKind;
}

/** What Bottlerocket takes for a setting. */
export type BottlerocketKind = 'text' | 'duration' | 'logLevel' | 'pullBehavior' | 'number' | 'flag' | 'opposite' | 'list';

/**
 * The settings of the agent that Bottlerocket has: https://bottlerocket.dev/en/os/latest/api/settings/ecs/. What it takes for each is in
 * bottlerocket-settings-models/modeled-types/src/ecs.rs of https://github.com/bottlerocket-os/bottlerocket-settings-sdk.
 */
export const BOTTLEROCKET_SETTINGS: { readonly [key: string]: BottlerocketSetting | undefined } = {
  ECS_AVAILABLE_LOGGING_DRIVERS: { name: 'logging-drivers', kind: 'list' },
  ECS_AWSVPC_BLOCK_IMDS: { name: 'awsvpc-block-imds', kind: 'flag' },
  ECS_CLUSTER: { name: 'cluster', kind: 'text' },
  ECS_CONTAINER_STOP_TIMEOUT: { name: 'container-stop-timeout', kind: 'duration' },
  ECS_DISABLE_IMAGE_CLEANUP: { name: 'image-cleanup-enabled', kind: 'opposite' },
  ECS_DISABLE_PRIVILEGED: { name: 'allow-privileged-containers', kind: 'opposite' },
  ECS_ENABLE_CONTAINER_METADATA: { name: 'enable-container-metadata', kind: 'flag' },
  ECS_ENABLE_SPOT_INSTANCE_DRAINING: { name: 'enable-spot-instance-draining', kind: 'flag' },
  ECS_ENGINE_TASK_CLEANUP_WAIT_DURATION: { name: 'task-cleanup-wait', kind: 'duration' },
  ECS_IMAGE_CLEANUP_INTERVAL: { name: 'image-cleanup-wait', kind: 'duration' },
  ECS_IMAGE_MINIMUM_CLEANUP_AGE: { name: 'image-cleanup-age', kind: 'duration' },
  ECS_IMAGE_PULL_BEHAVIOR: { name: 'image-pull-behavior', kind: 'pullBehavior' },
  ECS_LOGLEVEL: { name: 'loglevel', kind: 'logLevel' },
  ECS_NUM_IMAGES_DELETE_PER_CYCLE: { name: 'image-cleanup-delete-per-cycle', kind: 'number' },
  ECS_RESERVED_MEMORY: { name: 'reserved-memory', kind: 'number' },
};
