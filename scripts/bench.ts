import { spawnSync } from 'node:child_process';
import { readdirSync } from 'node:fs';
import { fileURLToPath } from 'node:url';

const folder = fileURLToPath(new URL('../bench/', import.meta.url));
const names = readdirSync(folder)
  .filter((file) => file.endsWith('.ts'))
  .map((file) => file.slice(0, -3));
const [name = '', ...args] = process.argv.slice(2);

if (names.includes(name)) {
  const caller = process.env['INIT_CWD'] ?? process.cwd();
  const run = spawnSync(process.execPath, ['--expose-gc', `${folder}${name}.ts`, ...args], {
    stdio: 'inherit',
    cwd: caller,
  });
  process.exitCode = run.status ?? 1;
} else {
  console.error(`There is no benchmark "${name}". There are: ${names.join(', ')}.`);
  process.exitCode = 2;
}
