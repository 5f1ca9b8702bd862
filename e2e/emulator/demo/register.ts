import Module from 'node:module';

/** The examples import the library by its name, as its users do: it lies here. */
const LIBRARY = process.env.DEMO_LIBRARY!;

type Resolve = (request: string, ...rest: unknown[]) => string;

const loader = Module as unknown as { _resolveFilename: Resolve };
const original = loader._resolveFilename;
loader._resolveFilename = function (request, ...rest) {
  return original.call(this, request === 'cdk-stevedore' ? LIBRARY : request, ...rest);
};
