import { Stack } from 'aws-cdk-lib';
import { ContainerService, ContainerServiceProps, IIngress, Ingress, ApplicationLoadBalancerOptions } from '../../src';
import { Code } from '../../src/private/codes';
import { testService, testStack } from '../support/builders';

/** A wrong input. */
export interface Row {
  readonly code: Code;
  readonly name: string;
  readonly act: () => unknown;
  /** The prop, and what was given. */
  readonly says: RegExp;
  /** The path of the construct that is wrong. A factory has none. */
  readonly path?: string;
}

/** An input that is just right. */
export type RightRow = [name: string, act: () => unknown];

/** The props of a service, or what makes them from its stack. */
type Props = Partial<ContainerServiceProps> | ((stack: Stack) => Partial<ContainerServiceProps>);

export function service(props: Props): ContainerService {
  const stack = testStack();
  return testService(typeof props === 'function' ? props(stack) : props, stack);
}

/** A factory that fails. */
export function value(code: Code, name: string, act: () => unknown, says: RegExp): Row {
  return { code, name, act, says };
}

/** A service that fails, by its own path. */
export function workload(code: Code, name: string, props: Props, says: RegExp): Row {
  return { code, name, act: () => service(props), says, path: 'Stack/Web' };
}

/** A load balancer whose options fail. */
export function balancer(code: Code, name: string, options: ApplicationLoadBalancerOptions, says: RegExp): Row {
  return value(code, name, () => Ingress.applicationLoadBalancer(options), says);
}

/** Numbers that no prop takes. */
export const NO_NUMBERS = [Number.NaN, Number.POSITIVE_INFINITY, Number.NEGATIVE_INFINITY, -1, 0.5];

/** A row for each of them. */
export function noNumbers(code: Code, prop: string, act: (wrong: number) => unknown, path?: string): Row[] {
  return NO_NUMBERS.map((wrong) => ({ code, name: `${prop} ${wrong}`, act: () => act(wrong), says: new RegExp(`${prop} is ${String(wrong)}`), path }));
}

/** A value of another capability, as languages without types let it through. */
export function foreign(kind: string): never {
  return { [`${kind}Kind`]: kind, bind: () => ({}) } as unknown as never;
}

export function ingressTo(options: ApplicationLoadBalancerOptions = {}): { ingress: IIngress } {
  return { ingress: Ingress.applicationLoadBalancer(options) };
}
