import type { Command } from 'commander';
import { readPage } from '../adapters/http/read-page.ts';
import { openGuardedWeb } from '../app/open-world.ts';
import { readConfig } from '../config/read-config.ts';
import { extractArticle } from '../feeds/article-text.ts';
import { decode } from '../feeds/decode.ts';
import { addSummarize } from './summarize.ts';

/** Adds `summarize`, with pages read through the address guard of the configuration. */
export function addSummarizeVerb(program: Command): void {
  addSummarize(program, {
    async readPage(url) {
      const web = openGuardedWeb(readConfig(process.env, process.cwd()));
      try {
        const page = await readPage(web, url);
        return extractArticle(decode(page.bytes, page.contentType).text, page.address);
      } finally {
        await web.close();
      }
    },
    readHtml: (html) => extractArticle(html, 'about:blank'),
  });
}
