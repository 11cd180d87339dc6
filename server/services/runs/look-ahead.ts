import type { z } from 'zod'
import { manifest } from '@/connectors/manifest'
import { decide } from '@/flow/engine/decide'
import { fold } from '@/flow/engine/fold'
import type { Plan } from '@/flow/engine/plan'
import { nodeOf } from '@/flow/engine/step'
import { inWorkspace } from '../../db/tenancy'
import type { Call } from '../call'
import { demand } from '../permissions'
import { versionOf } from '../versions/version-of'
import { type ContinueRunInput, continuing } from './continuing'

/** Steps of one node; more than one in loops. `effect`: it does something to the outside world. */
export type NodeSteps = { nodeId: string; label: string; count: number; effect: boolean }

export type ContinuationLook = {
  reused: NodeSteps[]
  repeated: NodeSteps[]
  dropped: NodeSteps[]
  unverified: NodeSteps[]
  /** What it starts with. */
  next: NodeSteps[]
}

/** What would be taken over and what would be done again, before anything is. */
export async function lookAhead({ actor }: Call, input: z.input<typeof ContinueRunInput>): Promise<ContinuationLook> {
  demand(actor, 'run.read')
  demand(actor, 'run.start')
  return inWorkspace(actor.workspaceId, async (tx) => {
    const { run, plan, continuation } = await continuing(tx, actor, input)
    const before = await versionOf(tx, actor, run.versionId)
    const nodes = new Map(before.graph.nodes.map((node) => [node.id, node]))
    for (const { node } of plan.nodes.values()) nodes.set(node.id, node)
    const grouped = (steps: readonly string[]): NodeSteps[] => {
      const counts = new Map<string, number>()
      for (const step of steps) counts.set(nodeOf(step), (counts.get(nodeOf(step)) ?? 0) + 1)
      return [...counts].flatMap(([nodeId, count]) => {
        const node = nodes.get(nodeId)
        return node ? { nodeId, label: node.label || node.key, count, effect: isEffect(node.type) } : []
      })
    }
    const { reused, repeated, dropped, unverified, events } = continuation
    const started = { type: 'run.started' as const, at: 0, triggerNodeId: run.triggerNodeId, input: run.input }
    const next = startsWith(plan, [started, ...events])
    return {
      reused: grouped(reused),
      repeated: grouped(repeated),
      dropped: grouped(dropped),
      unverified: grouped(unverified),
      next: grouped(next),
    }
  })
}

const BEGINS: ReadonlySet<string> = new Set(['step.run', 'loop.open', 'scope.open'])

function startsWith(plan: Plan, events: Parameters<typeof fold>[1]): string[] {
  const commands = decide(plan, fold(plan, events))
  return commands.flatMap((command) => (BEGINS.has(command.type) && 'step' in command ? command.step : []))
}

function isEffect(type: string): boolean {
  const effect = Object.hasOwn(manifest.nodes, type) ? manifest.nodes[type]?.effect : undefined
  return effect !== undefined && effect !== 'none' && effect !== 'read'
}
