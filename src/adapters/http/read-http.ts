import type { Validators } from '../../domain/source.ts';
import type { ReadOutcome, SourceReader } from '../../ports/source-reader.ts';
import { freshForOf } from './fresh-for.ts';
import { PostponedError } from './host-manners.ts';
import type { Answer, Web } from './open-web.ts';
import { retryAfterOf } from './retry-after.ts';
import type { RobotsGate } from './robots-gate.ts';
import { webFault } from './web-fault.ts';

const ACCEPT =
  'application/rss+xml, application/atom+xml, application/feed+json, application/rdf+xml, application/xml;q=0.9, text/xml;q=0.9, application/json;q=0.8, text/html;q=0.7, */*;q=0.1';

/**
 * Reads feeds and pages over HTTP, asking only for what has changed (RFC 9110, 13.1). Pages are read only where
 * robots.txt lets them be; a feed is there to be read by programs.
 */
export function readHttp(web: Web, robots?: RobotsGate): SourceReader {
  return {
    async read({ address, kind }, validators) {
      try {
        if (kind === 'page' && robots !== undefined && !(await robots.allows(address))) {
          const message = `${new URL(address).host} does not let programs read this page (robots.txt).`;
          return { kind: 'failed', fault: 'refused', message };
        }
        return outcomeOf(await web.get(address, { accept: ACCEPT, ...conditions(validators) }), address);
      } catch (error) {
        if (error instanceof PostponedError) return postponed(error);
        return { kind: 'failed', ...webFault(error, address) };
      }
    },
  };
}

function postponed({ after }: PostponedError): ReadOutcome {
  return { kind: 'postponed', after: Temporal.Duration.from({ milliseconds: after }) };
}

function conditions(validators: Validators): Readonly<Record<string, string>> {
  return {
    ...(validators.etag !== undefined && { 'if-none-match': validators.etag }),
    ...(validators.lastModified !== undefined && { 'if-modified-since': validators.lastModified }),
  };
}

function outcomeOf(answer: Answer, address: string): ReadOutcome {
  const fresh = freshForOf(answer.headers);
  const freshFor = fresh === undefined ? {} : { freshFor: fresh };
  if (answer.status === 304) return { kind: 'unchanged', ...freshFor };
  if (answer.status === 410)
    return { kind: 'failed', fault: 'gone', message: `${address} is gone for good (410).` };
  if (answer.status < 200 || answer.status >= 300) return refused(answer, address);
  if (answer.movedTo !== undefined) return { kind: 'moved', to: answer.movedTo };
  const body = {
    bytes: answer.bytes,
    address: answer.address,
    contentType: answer.headers['content-type'] ?? '',
  };
  return { kind: 'fresh', bodies: [body], validators: validatorsOf(answer), faults: [], ...freshFor };
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
