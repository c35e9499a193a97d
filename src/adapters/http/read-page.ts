import type { Body } from '../../ports/source-reader.ts';
import type { Web } from './open-web.ts';
import { webFault } from './web-fault.ts';

/** Reads one address once. Throws an error of one sentence that names it and says what is wrong. */
export async function readPage(web: Web, address: string): Promise<Body> {
  const answer = await web
    .get(address, { accept: 'text/html, application/xhtml+xml, text/plain;q=0.9, */*;q=0.5' })
    .catch((error: unknown) => {
      throw new Error(webFault(error, address).message, { cause: error });
    });
  if (answer.status < 200 || answer.status >= 300)
    throw new Error(`${address} answered with the error ${answer.status}.`);
  return { bytes: answer.bytes, address: answer.address, contentType: answer.headers['content-type'] ?? '' };
}
