import { EndpointFacts } from './facts';
import { Rule } from './rule';
import { Finding } from '../../private/fail';
import { known } from '../../private/tokens';

const ECR_HOST = /^\d{12}\.dkr[.-]ecr(-fips)?\.([a-z0-9-]+)\./;

/** What tasks that reach AWS through endpoints only do not reach. */
export const endpointRules: Rule<EndpointFacts>[] = [
  { code: 'PublicImage', find: findPublicImage, warns: true },
  { code: 'ImageRegion', find: findOtherRegion, warns: true },
];

/** https://docs.aws.amazon.com/AmazonECR/latest/userguide/vpc-endpoints.html: a pull-through cache has no way to its upstream either. */
function findPublicImage({ images }: EndpointFacts): Finding | undefined {
  const image = images.find((name) => known(name) !== undefined && !ECR_HOST.test(name));
  return image === undefined ? undefined : {
    given: `The image '${image}' comes from another registry than a private one of Amazon ECR, and the platform has endpoints as the only way out`,
    allowed: 'Tasks there reach no registry on the internet, public.ecr.aws among them',
    remedy: 'Copy it into a repository of Amazon ECR and give ecs.ContainerImage.fromEcrRepository(); a pull-through cache of ECR serves it once it has '
      + 'been pulled from a network with a way out',
  };
}

function findOtherRegion({ images, region }: EndpointFacts): Finding | undefined {
  const here = known(region);
  // Of an image in a repository that the app knows the end may be open, and the region is written.
  const other = images.map((name) => ECR_HOST.exec(name)?.[2]).find((name) => here !== undefined && name !== undefined && name !== here);
  return other === undefined ? undefined : {
    given: `An image lies in Amazon ECR of ${other}, the tasks run in ${here}, and the platform has endpoints as the only way out`,
    allowed: 'An endpoint leads to the services of its own region',
    remedy: `Replicate the repository to ${here}, and give the image there`,
  };
}
