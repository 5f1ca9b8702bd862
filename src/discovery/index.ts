export * from './protocol';
export * from './options';
export * from './discovery';
