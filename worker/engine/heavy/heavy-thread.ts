import { setPriority } from 'node:os'
import { parentPort } from 'node:worker_threads'
import type { Capabilities, Computation } from '@/flow/define/capabilities'
import { isOutcome, type Outcome, type RunContext } from '@/flow/define/define'
import { NodeError } from '@/flow/define/node-error'
import type { Json, JsonObject } from '@/flow/json'
import { LARGE_VALUE_TYPE, LARGEST_INLINE } from '@/server/blobs/large-value'
import { blobStore } from '@/server/blobs/store'
import { writeFile } from '@/server/blobs/write-file'
import { isLight } from '../../sandbox/json-bytes'
import { inChunks } from '../chunks'
import { firstItems } from '../first-items'
import { putBack } from '../large-values'
import { definitionFor, InputError, inputFrom } from '../resolve-input'
import { errorFrom, type FromThread, failureFrom, type HeavyComputation, type HeavyResult, type HeavyStep, type ToThread } from './messages'

/**
 * Where steps with heavy data are done (heavy-work.ts): the data is read, looked at and written here, and only what is
 * light is handed over. One step at a time. It touches no table: whose data it may read was decided by whoever asks.
 */
const NICENESS = 5
const PIECE = 256 * 1_024
/** The values of the last step: the next one is likely to use them. */
const RECENT = 2

const recent = new Map<string, Json>()
let computed: (result: Extract<ToThread, { type: 'computed' }>['result']) => void = () => {}

// Of this thread alone: who waits for something light goes first.
setPriority(NICENESS)
parentPort?.on('message', (message: ToThread) => {
  if (message.type === 'computed') computed(message.result)
  else done(message.step).then((result) => tell({ type: 'ended', result }))
})

async function done(asked: HeavyStep): Promise<HeavyResult> {
  try {
    return await perform(asked)
  } catch (error) {
    if (error instanceof InputError) return { kind: 'unfit', error: error.error }
    return { kind: 'failed', error: failureFrom(error) }
  }
}

async function perform(asked: HeavyStep): Promise<HeavyResult> {
  const definition = definitionFor(asked)
  const scope = await putBack(asked.scope, asked.aside, ({ $file: { id } }) => read(id))
  const input = inputFrom(asked, definition, scope)
  if (definition.kind === 'container') return itemsOf(firstItems(definition.container, input), asked.fed ?? 0)
  const action = definition.kind === 'action' && asked.mayRun ? definition : null
  const effect = typeof action?.effect === 'function' ? action.effect(input) : action?.effect
  const result = action && effect === 'none' ? await work(() => action.run(new Context(input))) : NOT_HERE
  if (result === NOT_HERE || (isOutcome(result) && result.kind === 'wait'))
    return isLight(input) ? { kind: 'input', input } : { kind: 'heavy-input', pieces: piecesOf(input) }
  const { port, output } = isOutcome(result) ? result : { port: asked.mainPort, output: result }
  return { kind: 'done', port, kept: await kept(asked, output ?? null) }
}

function itemsOf(items: readonly Json[], fed: number): HeavyResult {
  const encoder = new TextEncoder()
  return { kind: 'items', total: items.length, pieces: inChunks(items.slice(fed)).map((chunk) => encoder.encode(jsonText(chunk))) }
}

const NOT_HERE = Symbol('not here')

async function work(run: () => Promise<Json | Outcome> | Json | Outcome): Promise<Json | Outcome | typeof NOT_HERE> {
  try {
    return await run()
  } catch (error) {
    if (error instanceof NeedsHands) return NOT_HERE
    throw error
  }
}

async function kept({ workspaceId, node }: HeavyStep, output: Json): Promise<Extract<HeavyResult, { kind: 'done' }>['kept']> {
  const text = jsonText(output)
  if (text.length <= LARGEST_INLINE && Buffer.byteLength(text) <= LARGEST_INLINE) return { output, text }
  const file = await writeFile(workspaceId, { name: `${node.key}.json`, contentType: LARGE_VALUE_TYPE, bytes: Buffer.from(text) })
  remember(file.id, output)
  return file
}

function jsonText(output: Json): string {
  try {
    return JSON.stringify(output)
  } catch {
    throw new NodeError('output_unusable', 'The data is nested too deeply, or too large, to be kept.', {
      retry: false,
      hint: 'Hand on only the part that is needed.',
    })
  }
}

async function read(id: string): Promise<Json> {
  const known = recent.get(id)
  if (known !== undefined) return known
  const value: Json = JSON.parse(Buffer.from(await blobStore().read(id)).toString('utf8'))
  remember(id, value)
  return value
}

function remember(id: string, value: Json): void {
  recent.set(id, value)
  const [oldest] = recent.keys()
  if (recent.size > RECENT && oldest !== undefined) recent.delete(oldest)
}

/** The step reaches for the world: it is to be done where its hands are. */
class NeedsHands extends Error {}

/** What a step is given here: its input, and somebody who computes for it. */
class Context implements RunContext<JsonObject> {
  readonly input: JsonObject
  readonly connection = null
  readonly attempt = 1

  constructor(input: JsonObject) {
    this.input = input
  }

  get use(): Capabilities {
    return onlyCompute
  }

  get signal(): AbortSignal {
    throw new NeedsHands()
  }

  get idempotencyKey(): string {
    throw new NeedsHands()
  }
}

const compute: Capabilities['compute'] = {
  javascript: (computation) => computeThere('javascript', computation),
  jsonata: (computation) => computeThere('jsonata', computation),
}

const onlyCompute = new Proxy({ compute } as Capabilities, {
  get(hands, name) {
    if (name !== 'compute') throw new NeedsHands()
    return hands.compute
  },
})

function computeThere(language: HeavyComputation['language'], { code, input, seconds, memoryMb }: Computation): Promise<Json> {
  const bytes = piecesOf(input)
  return new Promise((resolve, reject) => {
    computed = (result) => ('error' in result ? reject(errorFrom(result.error)) : resolve(result.value))
    tell({ type: 'compute', asked: { language, code, bytes, seconds, memoryMb } })
  })
}

/** Copies, each with memory of its own: they are handed over, not copied again. */
function piecesOf(value: Json): Uint8Array<ArrayBuffer>[] {
  const whole = Buffer.from(jsonText(value))
  const pieces: Uint8Array<ArrayBuffer>[] = []
  for (let at = 0; at < whole.length; at += PIECE) pieces.push(new Uint8Array(whole.subarray(at, at + PIECE)))
  return pieces
}

function tell(message: FromThread): void {
  parentPort?.postMessage(
    message,
    bytesIn(message).map(({ buffer }) => buffer as ArrayBuffer), // never shared
  )
}

function bytesIn(message: FromThread): readonly Uint8Array[] {
  if (message.type === 'compute') return message.asked.bytes
  return 'pieces' in message.result ? message.result.pieces : []
}
