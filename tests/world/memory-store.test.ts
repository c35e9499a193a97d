import { storeContract } from '../contracts/store.ts';
import { createMemoryStore } from './memory-store.ts';

storeContract('memory', async () => createMemoryStore());
