/** A header as curl takes it: `name: value`. */
export interface Header {
  /** The name. */
  readonly name: string;
  /** The value. */
  readonly value: string;
}

/** Load balancers drop headers whose names have other characters, and match `Host` by a condition of its own. */
export function parseHeader(text: string): Header | undefined {
  const [, name, value] = /^([0-9A-Za-z-]{1,40}):\s*(\S.{0,127})$/.exec(text) ?? [];
  return name === undefined || name.toLowerCase() === 'host' ? undefined : { name, value: value.trimEnd() };
}
