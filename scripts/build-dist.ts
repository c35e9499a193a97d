import { execFileSync } from 'node:child_process';
import { rmSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

/** Makes `dist/`: the program as JavaScript (Node runs no TypeScript under node_modules) and the page. */
const root = fileURLToPath(new URL('..', import.meta.url));
rmSync(`${root}dist`, { recursive: true, force: true });
execFileSync('node_modules/.bin/tsc', ['-p', 'tsconfig.dist.json'], { cwd: root, stdio: 'inherit' });
execFileSync(process.execPath, ['scripts/build-page.ts'], { cwd: root, stdio: 'inherit' });
