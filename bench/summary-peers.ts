import { createRequire } from 'node:module';
import { join, resolve } from 'node:path';

/** A package of npm that summarizes: takes a text, works, and its answer is thrown away. */
export interface Peer {
  readonly name: string;
  readonly run: (text: string) => unknown;
}

type Loader = (require: NodeJS.Require) => (text: string) => unknown;

/** How each package is called for three sentences of English, as its own documentation shows. */
const LOADERS: Readonly<Record<string, Loader>> = {
  'ts-textrank': (require) => {
    const peer = require('ts-textrank');
    const parts = [new peer.SorensenDiceSimilarity(), new peer.DefaultTextParser(), 0.85] as const;
    const config = new peer.AbsoluteSummarizerConfig(3, ...parts, peer.Summarizer.SORT_OCCURENCE);
    const summarizer = new peer.Summarizer(config, new peer.NullLogger());
    return (text) => summarizer.summarize(text, 'en');
  },
  'node-summarizer': (require) => {
    const { SummarizerManager } = require('node-summarizer');
    return (text) => new SummarizerManager(text, 3).getSummaryByFrequency();
  },
  lexrank: (require) => {
    const peer = require('lexrank');
    return (text) => peer.summarize(text, 3, () => undefined);
  },
  'lexrank.js': (require) => {
    const peer = require('lexrank.js');
    const lexrank = peer.default ?? peer;
    return (text) => lexrank(text);
  },
  textrank: (require) => {
    const { TextRank } = require('textrank');
    return (text) => new TextRank(text, { extractAmount: 3 });
  },
  'node-summary': (require) => {
    const peer = require('node-summary');
    return (text) => peer.getSortedSentences(text, 3, () => undefined);
  },
  sum: (require) => {
    const sum = require('sum');
    return (text) => sum({ corpus: text, nSentences: 3 });
  },
};

/** The packages that are installed in a folder; one that cannot be loaded is named and left out. */
export function loadPeers(folder: string): Peer[] {
  const require = createRequire(join(resolve(folder), 'package.json'));
  return Object.entries(LOADERS).flatMap(([name, load]) => {
    try {
      return [{ name, run: load(require) }];
    } catch (error) {
      console.error(`${name} is left out: ${String(error).split('\n')[0]}`);
      return [];
    }
  });
}
