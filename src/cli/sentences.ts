import type { Command } from 'commander';
import { sentences } from '../text/sentences.ts';
import { forEachJsonLine, optionalTextField, textField } from './jsonl.ts';

/** Adds the verb `sentences`: lines `{"id","text","lang"?}` to lines `{"id","sentences":[…]}`. */
export function addSentences(program: Command): void {
  program
    .command('sentences')
    .description('split texts into sentences, each a slice of its text, word for word')
    .requiredOption('--jsonl', 'read lines {"id","text","lang"?}, write lines {"id","sentences":[…]}')
    .action(() => forEachJsonLine({ input: process.stdin, output: process.stdout }, splitLine));
}

function splitLine(line: Readonly<Record<string, unknown>>): unknown {
  const text = textField(line, 'text');
  const spans = sentences(text, optionalTextField(line, 'lang'));
  return { id: line['id'], sentences: spans.map(({ start, end }) => text.slice(start, end)) };
}
