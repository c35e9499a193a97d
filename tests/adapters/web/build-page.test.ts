import { execFileSync } from 'node:child_process';
import { cp, mkdtemp } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';

it('does not make an install fail where the development packages are missing', async () => {
  const root = await mkdtemp(join(tmpdir(), 'bare-'));
  await cp(join(import.meta.dirname, '../../../scripts/build-page.ts'), join(root, 'scripts/build-page.ts'));
  const said = execFileSync(process.execPath, [join(root, 'scripts/build-page.ts')], { encoding: 'utf8' });
  expect(said.trim()).toBe(
    "The playground's page was not built: the development packages are not installed. Everything else works without it.",
  );
});
