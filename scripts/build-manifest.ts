import { writeFileSync } from 'node:fs';
import { slackManifest, slackPage } from './slack-manifest.ts';

const [address] = process.argv.slice(2);
if (address === undefined) {
  writeFileSync(new URL('../docs/slack-manifest.json', import.meta.url), `${json(slackManifest())}\n`);
  writeFileSync(new URL('../docs/slack.md', import.meta.url), slackPage());
  console.log('Wrote docs/slack-manifest.json and docs/slack.md.');
} else {
  console.log(json(slackManifest(address)));
}

function json(value: object): string {
  return JSON.stringify(value, undefined, 2);
}
