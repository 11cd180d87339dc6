import { manifest } from '@/connectors/manifest'
import { type Obstacle, obstaclesTo } from '@/flow/engine/obstacles'
import { type Plan, planOf } from '@/flow/engine/plan'
import { nodeOf } from '@/flow/engine/step'
import type { Tx } from '../../db/tenancy'
import type { Actor } from '../actor'
import type { RunRow } from '../runs/run-of'
import { wholeJournal } from '../runs/whole-journal'
import { versionOf } from './version-of'

/** Plans of the versions that runs are moved between, made once each. */
export type Plans = Map<string, Plan>

/** Why a run can't be moved to a version, in words; empty when it can. */
export async function obstacleWords(tx: Tx, actor: Actor, run: RunRow, target: Plan, plans: Plans): Promise<string[]> {
  const before = plans.get(run.versionId) ?? planOf((await versionOf(tx, actor, run.versionId)).graph, manifest)
  plans.set(run.versionId, before)
  const events = await wholeJournal(tx, actor, run)
  return [...new Set(obstaclesTo(before, target, events).map((obstacle) => words(obstacle, before)))]
}

function words({ step, reason }: Obstacle, before: Plan): string {
  if (reason === 'no-start') return 'The new version has no start like the one this run began with.'
  if (reason === 'stuck') return 'On the new version this run could never come to an end.'
  const node = before.nodes.get(nodeOf(step ?? ''))?.node
  const name = `“${node?.label || node?.key || step}”`
  if (reason === 'gone') return `It waits at ${name}, which the new version does not have.`
  if (reason === 'other-kind') return `${name} is another kind of step in the new version.`
  return `The new version leads to ${name} another way than this run came.`
}
