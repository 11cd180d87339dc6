import { Worker, type WorkerOptions } from 'node:worker_threads'

/** A thread of ours: as it was built beside the program (deploy/local/build.mjs), or from its source in development and in tests. */
export function openThread({ built, source }: { built: string; source: string }, options: WorkerOptions): Worker {
  const plain = { ...options, execArgv: [] }
  return import.meta.url.endsWith('.ts')
    ? new Worker(fromSource(new URL(`../${source}`, import.meta.url)), { ...plain, eval: true })
    : new Worker(new URL(`./${built}.js`, import.meta.url), plain)
}

/** A thread does not inherit what lets Node read TypeScript. */
function fromSource(file: URL): string {
  return `import('tsx/esm/api').then(({ register }) => { register(); return import(${JSON.stringify(file.href)}) })`
}
