export * from './protocol';
export * from './port-spec';
export * from './props';
export * from './container-service';
export * from './daemon-props';
export * from './container-daemon';
