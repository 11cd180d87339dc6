import { manifest } from '@/connectors/manifest'
import type { FileRef } from '@/flow/define/file-ref'
import { NodeError } from '@/flow/define/node-error'
import type { Scope } from '@/flow/expressions/scope'
import type { JsonObject } from '@/flow/json'
import { keepWritten } from '@/server/blobs/keep-file'
import { hasFiles } from '@/server/blobs/read-file'
import { jsonFrom } from '../../sandbox/json-from'
import type { Attempt } from '../attempt'
import { stepErrorOf } from '../failure'
import { asideIn, type Kept } from '../large-values'
import { STEP_TIMEOUT_MS } from '../limits'
import { InputError, keptScope } from '../resolve-input'
import { handsFor } from '../step-context'
import { within } from '../within'
import type { HeavyWork } from './heavy-work'
import { errorFrom, type HeavyResult, type HeavyStep } from './messages'

/** Reading so much back takes longer than others should wait. */
const HEAVY_BYTES = 1_000_000

/** What a step with heavy data has come to: it is done, its input is there and the rest is as ever, or nothing could be done. */
export type Lifted = { port: string; kept: Kept } | { input: JsonObject } | null

/** Null: its data is light. */
export function liftHeavy(trying: Attempt, sight: Scope): Promise<Lifted> | null {
  const { on, node } = trying
  const { heavy } = on
  const { params } = node.node
  if (!heavy || sizeOf(sight, params) < HEAVY_BYTES) return null
  return lift(trying, heavy, sight)
}

/** Of a loop over heavy data, its items but the first `fed`. Null: its data is light. */
export async function liftItems(trying: Attempt, sight: Scope, fed: number): Promise<Extract<HeavyResult, { kind: 'items' }> | null> {
  const { heavy } = trying.on
  if (!heavy || sizeOf(sight, trying.node.node.params) < HEAVY_BYTES) return null
  try {
    const result = await resultOf(trying, heavy, sight, { fed })
    if (result?.kind === 'unfit') throw new InputError(result.error)
    if (result?.kind === 'failed') throw errorFrom(result.error)
    return result?.kind === 'items' ? result : null
  } catch (error) {
    if (error instanceof NodeError) throw new InputError(stepErrorOf(error))
    throw error
  }
}

async function lift(trying: Attempt, heavy: HeavyWork, sight: Scope): Promise<Lifted> {
  const { on } = trying
  const result = await resultOf(trying, heavy, sight)
  switch (result?.kind) {
    case undefined:
    case 'items':
      return null
    case 'done':
      return { port: result.port, kept: 'text' in result.kept ? result.kept : keptAs(await keepWritten(result.kept, on.run.id)) }
    case 'input':
      return { input: result.input }
    case 'heavy-input':
      return { input: (await jsonFrom(Buffer.concat(result.pieces))) as JsonObject } // written from one
    case 'unfit':
      throw new InputError(result.error)
    case 'failed':
      throw errorFrom(result.error)
  }
}

/** Null: it names what is not the workspace's. */
async function resultOf(trying: Attempt, heavy: HeavyWork, sight: Scope, more: Pick<HeavyStep, 'fed'> = {}): Promise<HeavyResult | null> {
  const { on, step } = trying
  const asked = { ...heavyStep(trying, sight), ...more }
  const fileIds = asked.aside.map(({ ref }) => ref.$file.id)
  if (!(await hasFiles(on.run.workspaceId, fileIds))) return null
  const first = await inThread(trying, heavy, asked)
  // What goes wrong is told with everything in sight.
  return first.kind === 'unfit' ? await inThread(trying, heavy, { ...heavyStep(trying, keptScope(on, step)), ...more }) : first
}

async function inThread(trying: Attempt, heavy: HeavyWork, asked: HeavyStep): Promise<HeavyResult> {
  const { on, node } = trying
  return within(node.node.timeoutMs ?? STEP_TIMEOUT_MS, on.signal, ({ signal }) =>
    heavy.do(
      asked,
      ({ language, bytes, ...computation }) =>
        handsFor(trying, signal, null).compute[language]({ ...computation, input: null, inputBytes: bytes }),
      signal,
    ),
  )
}

function heavyStep({ on, node }: Attempt, scope: Scope): HeavyStep {
  const { connectionId, type, params } = node.node
  return {
    workspaceId: on.run.workspaceId,
    node: node.node,
    mainPort: node.mainPort,
    scope,
    aside: asideIn(scope, params),
    mayRun: !on.instead && connectionId === undefined && manifest.nodes[type]?.account !== 'needed',
  }
}

function sizeOf(sight: Scope, params: JsonObject): number {
  return asideIn(sight, params).reduce((sum, { ref }) => sum + ref.$file.size, 0)
}

function keptAs(output: FileRef): Kept {
  return { output, text: JSON.stringify(output) }
}
