import { once } from 'node:events';
import { availableParallelism } from 'node:os';
import { parseArgs } from 'node:util';
import { isMainThread, parentPort, Worker, workerData } from 'node:worker_threads';
import { type SimulationResult, simulate } from '../tests/world/simulated/simulate.ts';

/** Runs the simulated world from many seeds: `--seeds N --days D [--from SEED] [--trace]`. */
async function main(): Promise<void> {
  const { values } = parseArgs({
    options: {
      seeds: { type: 'string', default: '100' },
      days: { type: 'string', default: '30' },
      from: { type: 'string', default: '1' },
      trace: { type: 'boolean', default: false },
    },
  });
  const [seeds, days, from] = [Number(values.seeds), Number(values.days), Number(values.from)];
  if (values.trace) {
    console.log(await simulate(from, days, (line) => console.log(line)));
    return;
  }
  const started = performance.now();
  const results: SimulationResult[] = [];
  let next = from;
  const work = async (): Promise<void> => {
    const worker = new Worker(new URL(import.meta.url), { workerData: { days } });
    for (let seed = next++; seed < from + seeds; seed = next++) {
      worker.postMessage(seed);
      const [result] = (await once(worker, 'message')) as [SimulationResult];
      results.push(result);
      if (result.broken !== undefined)
        console.log(
          `seed ${seed}: ${result.broken}\n  again: npm run simulate -- --from ${seed} --days ${days} --trace`,
        );
    }
    await worker.terminate();
  };
  await Promise.all(Array.from({ length: Math.min(2, availableParallelism()) }, work));
  report(results, (performance.now() - started) / 1000, days);
}

function report(results: readonly SimulationResult[], seconds: number, days: number): void {
  const sum = (of: (result: SimulationResult) => number): number =>
    results.reduce((total, each) => total + of(each), 0);
  const figures = {
    seeds: results.length,
    days,
    steps: sum(({ steps }) => steps),
    crashes: sum(({ crashes }) => crashes),
    digests: sum(({ digests }) => digests),
    posted: sum(({ posted }) => posted),
    broken: results.filter(({ broken }) => broken !== undefined).map(({ seed }) => seed),
    seconds: Math.round(seconds * 10) / 10,
    stepsPerSecond: Math.round(sum(({ steps }) => steps) / seconds),
  };
  console.log(
    `${figures.seeds} seeds of ${days} days: ${figures.stepsPerSecond} steps a second, ${figures.broken.length} broken`,
  );
  console.log(JSON.stringify(figures));
  if (figures.broken.length > 0) process.exitCode = 1;
}

if (isMainThread) await main();
else {
  const { days } = workerData as { days: number };
  parentPort?.on('message', (seed: number) => {
    void simulate(seed, days).then((result) => parentPort?.postMessage(result));
  });
}
