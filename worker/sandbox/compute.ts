import type { Capabilities, Computation } from '@/flow/define/capabilities'
import type { FileRef } from '@/flow/define/file-ref'
import type { Json } from '@/flow/json'
import { parseJson } from '@/flow/parse-json'
import { LARGE_VALUE_TYPE, LARGEST_INLINE } from '@/server/blobs/large-value'
import type { NewFile } from '@/server/blobs/write-file'
import { failureOf, inputTooLarge } from './failure'
import type { Job, Language } from './isolate/job'
import type { Isolates } from './isolates'
import { jsonBytes } from './json-bytes'

const MOST_INPUT = 20_000_000
const MOST_OUTPUT = 20_000_000
/** A busy machine gives less than a second of computing in a second. */
const WALL = { factor: 4, moreMs: 10_000 }

type Caller = {
  workspaceId: string
  signal: AbortSignal
  log(line: string): void
  keep(file: NewFile): Promise<FileRef>
}

/** Code of the person who drew the flow, run where it can't reach or harm anything. */
export function computeWith(isolates: Isolates, { workspaceId, signal, log, keep }: Caller): Capabilities['compute'] {
  async function run(language: Language, { code, input, inputBytes, seconds, memoryMb }: Computation): Promise<Json> {
    const cpuMs = seconds * 1_000
    const limits = { cpuMs, wallMs: cpuMs * WALL.factor + WALL.moreMs, memoryBytes: memoryMb * 1_000_000, outputBytes: MOST_OUTPUT }
    const job: Job = { workspaceId, language, code, limits }
    const given = async () => {
      const pieces = inputBytes ?? (await jsonBytes(input, MOST_INPUT))
      if (pieces && sizeOf(pieces) <= MOST_INPUT) return pieces
      throw inputTooLarge(MOST_INPUT)
    }
    const { end, bytes, logs } = await isolates.run(job, given, signal)
    for (const line of logs) log(line)
    if (end.kind !== 'done') throw failureOf(end, job)
    // A large value is kept as it came: read here, it would hold up every other run.
    if (sizeOf(bytes) > LARGEST_INLINE) return keep({ name: 'output.json', contentType: LARGE_VALUE_TYPE, bytes })
    return parseJson(Buffer.concat(bytes).toString('utf8'))
  }
  return {
    javascript: (computation) => run('javascript', computation),
    jsonata: (computation) => run('jsonata', computation),
  }
}

function sizeOf(pieces: readonly Uint8Array[]): number {
  return pieces.reduce((sum, { length }) => sum + length, 0)
}
