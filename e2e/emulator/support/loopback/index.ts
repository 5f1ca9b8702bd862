import { join } from 'node:path';

/** The environment of a program that reaches this machine only: Node.js and Python refuse all other connections, and print them after this word. */
export const LOOPBACK = { NODE_OPTIONS: `--require ${JSON.stringify(join(__dirname, 'preload.cjs'))}`, PYTHONPATH: __dirname };

export const REFUSED = 'REFUSED: a connection to';
