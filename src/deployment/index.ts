export * from './protocol';
export * from './options';
export * from './deployment';
export * from './hook-protocol';
export * from './hook';
export * from './rollback-alarm-protocol';
export * from './rollback-alarm-options';
export * from './rollback-alarm';
