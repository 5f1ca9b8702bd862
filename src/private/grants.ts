import { Dependable, IConstruct, IDependable } from 'constructs';

/** The policies of a role and the rules of a security group. The role and the group themselves are referred to, which is to wait for them. */
export function grantsOf(construct: IConstruct): IDependable {
  return laterChildrenOf(construct, (child) => child !== construct.node.defaultChild);
}

/** Asked for when the template is written: more of them come until then. */
export function laterChildrenOf(construct: IConstruct, isMeant: (child: IConstruct) => boolean): IDependable {
  const children = {};
  Dependable.implement(children, { get dependencyRoots() { return construct.node.children.filter(isMeant); } });
  return children;
}
