export * from './protocol';
export * from './options';
export * from './schedule';
export * from './scaling';
