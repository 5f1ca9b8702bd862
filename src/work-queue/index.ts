export * from './protocol';
export * from './options';
export * from './work-queue';
