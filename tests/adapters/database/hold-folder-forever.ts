// Run as a process of its own: holds a folder until it is killed.
import { holdFolder } from '../../../src/adapters/database/hold-folder.ts';

await holdFolder(process.argv[2] ?? '', { pid: process.pid, host: 'harbour' });
process.stdout.write('held\n');
setInterval(() => {}, 60_000);
