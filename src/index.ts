export * from './platform';
export * from './workload';
export * from './capacity';
export * from './ingress';
export * from './logging';
export * from './deployment';
export * from './scaling';
