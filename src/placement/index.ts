export * from './protocol';
export * from './placement';
