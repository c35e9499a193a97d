import pino, { type DestinationStream } from 'pino';
import type { Fields, Log } from '../../ports/log.ts';

export interface LogOptions {
  readonly level: 'debug' | 'info' | 'warn' | 'error' | 'silent';
  /** Values that must never be written; longer ones first does not matter. */
  readonly secrets: readonly string[];
  /** Where lines go; stdout belongs to the program's answers, so this is stderr. */
  readonly write: (line: string) => void;
}

/** What tokens look like, for those that are in nobody's settings (a feed address, an error of a client). */
const TOKEN_SHAPES = [
  /\bxox[a-z]-[\w-]{6,}/g,
  /\bxapp-[\w-]{6,}/g,
  /\b[\w-]{23,28}\.[\w-]{6,7}\.[\w-]{27,}\b/g,
];

/** Takes secrets out of a text: those that are known, and whatever looks like a token. */
export function redact(text: string, secrets: readonly string[]): string {
  const known = secrets.reduce((line, secret) => line.replaceAll(secret, '[secret]'), text);
  return TOKEN_SHAPES.reduce((line, shape) => line.replace(shape, '[secret]'), known);
}

/** JSON lines by pino; every line is redacted as a whole, so that no field can be forgotten. */
export function createLog(options: LogOptions): Log {
  const secrets = options.secrets.filter((secret) => secret !== '');
  const stream: DestinationStream = { write: (line) => options.write(redact(line, secrets)) };
  const logger = pino({ level: options.level, base: null, timestamp: pino.stdTimeFunctions.isoTime }, stream);
  const line =
    (level: 'debug' | 'info' | 'warn' | 'error') =>
    (message: string, fields: Fields = {}): void => {
      logger[level](fields, message);
    };
  return { debug: line('debug'), info: line('info'), warn: line('warn'), error: line('error') };
}
