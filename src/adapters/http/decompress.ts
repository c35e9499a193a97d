import { Duplex, pipeline, type Readable } from 'node:stream';
import {
  constants,
  createBrotliDecompress,
  createGunzip,
  createInflate,
  createInflateRaw,
  createZstdDecompress,
} from 'node:zlib';

/** More than this was put around one body by nobody who means well. */
const MAX_LAYERS = 2;

/** The body is larger, once unpacked, than what is read. */
export class TooLargeError extends Error {
  override readonly name = 'TooLargeError';
}

/**
 * Reads a body to its end and undoes its content encodings. Stops as soon as more than `limit` bytes came out, so that
 * a bomb costs no more than that. Throws for encodings that are not known.
 */
export async function readAll(
  body: Readable,
  encodings: readonly string[],
  limit: number,
): Promise<Uint8Array> {
  if (encodings.length > MAX_LAYERS) throw new Error(`it is packed ${encodings.length} times over`);
  const chunks: Uint8Array[] = [];
  let length = 0;
  for await (const chunk of unpack(body, encodings)) {
    length += chunk.length;
    if (length > limit) throw new TooLargeError(`it is larger than ${Math.round(limit / 1_048_576)} MiB`);
    chunks.push(chunk);
  }
  return Buffer.concat(chunks, length);
}

function unpack(body: Readable, encodings: readonly string[]): AsyncIterable<Uint8Array> {
  // The encoding named last was put on last, so it comes off first (RFC 9110, 8.4).
  return [...encodings].reverse().reduce<Readable>((stream, encoding) => {
    const decoder = decoderFor(encoding);
    // Errors reach the reader through the last stream; the callback is only there because it has to be.
    return decoder === undefined ? stream : pipeline(stream, decoder, () => {});
  }, body);
}

/** What is cut off is still worth reading, so a missing end is no error. */
const LENIENT = { finishFlush: constants.Z_SYNC_FLUSH };

function decoderFor(encoding: string): Duplex | undefined {
  if (encoding === 'gzip' || encoding === 'x-gzip') return createGunzip(LENIENT);
  if (encoding === 'br') return createBrotliDecompress({ finishFlush: constants.BROTLI_OPERATION_FLUSH });
  if (encoding === 'zstd') return createZstdDecompress();
  if (encoding === 'deflate') return createEitherInflate();
  if (encoding === 'identity' || encoding === '') return undefined;
  throw new Error(`it is packed as ${encoding}, which is not understood`);
}

/** "deflate" is zlib's format (RFC 9110, 8.4.1.2), but some servers send it bare; the first byte tells. */
function createEitherInflate(): Duplex {
  return Duplex.from(async function* (packed: AsyncIterable<Uint8Array>) {
    const chunks = packed[Symbol.asyncIterator]();
    const first = await chunks.next();
    if (first.done === true) return;
    const wrapped = ((first.value[0] ?? 0) & 0x0f) === 8;
    const all = async function* () {
      yield first.value;
      yield* { [Symbol.asyncIterator]: () => chunks };
    };
    yield* pipeline(all, wrapped ? createInflate(LENIENT) : createInflateRaw(LENIENT), () => {});
  });
}
