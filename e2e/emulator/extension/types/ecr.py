"""Image repositories: `cdk bootstrap` makes one."""
from __future__ import annotations

from ..resource import Call, Kind, Made, kind


@kind
class Repository(Kind):
    type = 'AWS::ECR::Repository'

    def create(self, call: Call) -> Made:
        name = call.properties.get('RepositoryName') or call.name(None).lower()
        given = call.without('LifecyclePolicy', 'RepositoryName', 'RepositoryPolicyText')
        repository = call.api('ecr', 'create_repository', **given, repositoryName=name)['repository']
        made = call.begin(Made(name, {'Arn': repository['repositoryArn'], 'RepositoryUri': repository['repositoryUri']}))
        lifecycle = call.properties.get('LifecyclePolicy', {}).get('LifecyclePolicyText')
        if lifecycle:
            call.api('ecr', 'put_lifecycle_policy', repositoryName=name, lifecyclePolicyText=lifecycle)
        if 'RepositoryPolicyText' in call.properties:
            call.api('ecr', 'set_repository_policy', repositoryName=name, policyText=call.properties['RepositoryPolicyText'])
        return made

    def delete(self, call: Call, made: Made) -> None:
        call.api('ecr', 'delete_repository', repositoryName=made.id)
