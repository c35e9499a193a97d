import type { Validators } from '../../domain/source.ts';
import type { ReadOutcome, SourceReader } from '../../ports/source-reader.ts';
import type { Answer, Web } from './open-web.ts';
import { retryAfterOf } from './retry-after.ts';
import { webFault } from './web-fault.ts';

const ACCEPT =
  'application/rss+xml, application/atom+xml, application/feed+json, application/rdf+xml, application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, text/html;q=0.7, */*;q=0.1';

/** Reads feeds and pages over HTTP, asking only for what has changed (RFC 9110, 13.1). */
export function readHttp(web: Web): SourceReader {
  return {
    async read({ address }, validators) {
      try {
        return outcomeOf(await web.get(address, { accept: ACCEPT, ...conditions(validators) }), address);
      } catch (error) {
        return { kind: 'failed', ...webFault(error, address) };
      }
    },
  };
}

function conditions(validators: Validators): Readonly<Record<string, string>> {
  return {
    ...(validators.etag !== undefined && { 'if-none-match': validators.etag }),
    ...(validators.lastModified !== undefined && { 'if-modified-since': validators.lastModified }),
  };
}

function outcomeOf(answer: Answer, address: string): ReadOutcome {
  if (answer.status === 304) return { kind: 'unchanged' };
  if (answer.status === 410)
    return { kind: 'failed', fault: 'gone', message: `${address} is gone for good (410).` };
  if (answer.status < 200 || answer.status >= 300) return refused(answer, address);
  if (answer.movedTo !== undefined) return { kind: 'moved', to: answer.movedTo };
  const body = {
    bytes: answer.bytes,
    address: answer.address,
    contentType: answer.headers['content-type'] ?? '',
  };
  return { kind: 'fresh', bodies: [body], validators: validatorsOf(answer), faults: [] };
}

function refused(answer: Answer, address: string): ReadOutcome {
  const retryAfter = retryAfterOf(answer.headers['retry-after'], answer.headers['date']);
  const message = `${address} answered with the error ${answer.status}.`;
  return { kind: 'failed', fault: 'refused', message, ...(retryAfter !== undefined && { retryAfter }) };
}

function validatorsOf(answer: Answer): Validators {
  const { etag, 'last-modified': lastModified } = answer.headers;
  return { ...(etag !== undefined && { etag }), ...(lastModified !== undefined && { lastModified }) };
}
