/** A refusal as Discord words it: an HTTP status, its own number, and where the body is wrong. */
export class Refused extends Error {
  readonly status: number;
  readonly code: number;
  readonly details: readonly string[];

  constructor(status: number, code: number, message: string, details: readonly string[] = []) {
    super(message);
    this.status = status;
    this.code = code;
    this.details = details;
  }

  get body(): object {
    const errors = { _errors: this.details.map((message) => ({ code: 'INVALID', message })) };
    return { message: this.message, code: this.code, ...(this.details.length === 0 ? {} : { errors }) };
  }
}

export function invalidForm(details: readonly string[]): Refused {
  return new Refused(400, 50035, 'Invalid Form Body', details);
}
