export * from './protocol';
export * from './endpoint-settings';
export * from './network-protocol';
export * from './network-options';
export * from './network';
export * from './profile-overrides';
export * from './profile';
export * from './container-platform';
