// Run as a process of its own: holds a SQLite file's write lock until its standard input ends.
import { DatabaseSync } from 'node:sqlite';

const database = new DatabaseSync(process.argv[2] ?? '');
database.exec('begin immediate');
process.stdout.write('held\n');
process.stdin.resume().on('end', () => process.exit(0));
