'use strict';
/* Refuses every connection that would leave this machine: node --require preload.cjs. What was tried is printed. */
const { Socket } = require('node:net');

const HERE = /^(localhost|::1|127(\.\d+){3})$/;

const { connect } = Socket.prototype;

Socket.prototype.connect = function (...args) {
  const host = hostOf(args);
  if (host === undefined || HERE.test(host)) { return connect.apply(this, args); }
  process.stderr.write(`REFUSED: a connection to ${host}\n`);
  // Not before the caller listens for errors.
  setImmediate(() => this.destroy(Object.assign(new Error(`${host} is not this machine`), { code: 'ENETUNREACH' })));
  return this;
};

/** As in connect(port, host), connect(options) and connect([options]); a path has no host. */
function hostOf(args) {
  const [first, second] = Array.isArray(args[0]) ? args[0] : args;
  if (typeof first === 'object') { return first.path ? undefined : first.host ?? 'localhost'; }
  if (Number.isNaN(Number(first))) { return undefined; }
  return typeof second === 'string' ? second : 'localhost';
}
