"""The images that AWS publishes in public parameters, as far as moto does not list them. Each id stands for an image that nobody starts."""
from __future__ import annotations

from hashlib import sha256

#: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/retrieve-ecs-optimized_windows_AMI.html
WINDOWS = (
    '2016-English-Full', '2019-English-Core', '2019-English-Full', '2022-English-Core', '2022-English-Full', '2025-English-Core', '2025-English-Full',
)
#: https://docs.aws.amazon.com/AmazonECS/latest/developerguide/ecs-bottlerocket-retrieve-ami.html
BOTTLEROCKET = ('aws-ecs-2/x86_64', 'aws-ecs-2/arm64', 'aws-ecs-2-nvidia/x86_64', 'aws-ecs-2-nvidia/arm64')

#: https://docs.aws.amazon.com/linux/al2023/ug/ec2.html
AMAZON_LINUX = ('arm64', 'x86_64')

NAMES = {
    *(f'/aws/service/ami-amazon-linux-latest/al2023-ami-kernel-6.1-{architecture}' for architecture in AMAZON_LINUX),
    *(f'/aws/service/ami-windows-latest/Windows_Server-{edition}-ECS_Optimized/image_id' for edition in WINDOWS),
    *(f'/aws/service/bottlerocket/{variant}/latest/image_id' for variant in BOTTLEROCKET),
}


def image(parameter: str) -> str | None:
    """The id of the image that a parameter names."""
    return f'ami-{sha256(parameter.encode()).hexdigest()[:17]}' if parameter in NAMES else None
