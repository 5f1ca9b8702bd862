/** A header as curl takes it: `name: value`. */
export interface Header {
  /** The name. */
  readonly name: string;
  /** The value. */
  readonly value: string;
}

export function parseHeader(text: string): Header | undefined {
  const [, name, value] = /^([!#$%&'*+.^_`|~0-9A-Za-z-]{1,40}):\s*(\S.{0,127})$/.exec(text) ?? [];
  return name === undefined ? undefined : { name, value: value.trimEnd() };
}
