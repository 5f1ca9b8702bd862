import { EC2_READERS } from './ec2';
import { ECS_READERS } from './ecs';
import { ELBV2_READERS } from './elbv2';
import { INSTANCE_READERS } from './instances';
import { NOTIFICATION_READERS } from './notifications';
import { OTHER_READERS } from './others';
import { Readers } from './reader';
import { SECURITY_READERS } from './security';

/** How each type is read back. */
export const READERS: Readers = {
  ...EC2_READERS, ...ECS_READERS, ...ELBV2_READERS, ...INSTANCE_READERS, ...NOTIFICATION_READERS, ...OTHER_READERS, ...SECURITY_READERS,
};
