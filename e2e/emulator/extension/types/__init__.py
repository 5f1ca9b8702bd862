"""The types of resources, a file for each family. A type that is in no file is refused by its name."""
from __future__ import annotations

from . import (  # noqa: F401
    auto_scaling_groups, autoscaling, capacity_providers, certificates, cloudwatch, custom, daemons, ec2, ecr, ecs, elbv2, functions, iam,
    instances, kms, logs, notifications, route53, s3, security_groups, service_discovery, sqs, ssm, vpc, wafv2,
)
from ..resource import KINDS


def names() -> list[str]:
    return sorted(KINDS)
