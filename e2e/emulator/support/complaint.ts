/** What went wrong around the emulator, in a sentence that says what to do. It is shown without a stack trace. */
export class Complaint extends Error {
  public readonly name = 'Complaint';
}

/** The sentence of an error, whatever it is. */
export function sentenceOf(error: unknown): string {
  return error instanceof Error ? error.message : String(error);
}
