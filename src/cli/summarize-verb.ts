import type { Command } from 'commander';
import { openReading } from '../app/open-reading.ts';
import { readConfig } from '../config/read-config.ts';
import { extractArticle } from '../feeds/article-text.ts';
import { decode } from '../feeds/decode.ts';
import { addSummarize } from './summarize.ts';

/** Adds `summarize`, with pages read through the address guard of the configuration. */
export function addSummarizeVerb(program: Command): void {
  addSummarize(program, {
    async readPage(url) {
      const reading = openReading(readConfig(process.env, process.cwd()));
      try {
        const page = await reading.readPage(url);
        return extractArticle(decode(page.bytes, page.contentType).text, page.address);
      } finally {
        await reading.close();
      }
    },
    readHtml: (html) => extractArticle(html, 'about:blank'),
  });
}
