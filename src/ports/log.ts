/** Fields of a line: plain values, named like the words of the design. Never a token, never an article's text. */
export type Fields = Readonly<Record<string, string | number | boolean | undefined>>;

/** A line with fields. */
export interface Log {
  debug(message: string, fields?: Fields): void;
  info(message: string, fields?: Fields): void;
  warn(message: string, fields?: Fields): void;
  error(message: string, fields?: Fields): void;
}
