'use client'
import { type ReactNode, useState } from 'react'
import { nodeOf } from '@/flow/engine/step'
import type { Place } from '@/flow/walk-back/place'
import { useNode, useNodeType } from '../canvas/model'
import { DataTab } from '../inspector/data-tab'
import { Inspector } from '../inspector/inspector'
import { SetupTab } from '../inspector/setup-tab'
import { useCan } from '../shell/session'
import { CalledRuns } from './called-runs'
import type { FollowedRun } from './follow-run'
import { MayHaveHappened } from './may-have-happened'
import { RetryFromHere, stepToRetry } from './retry-from-here'
import { UnverifiedEffect } from './unverified-effect'
import type { CalledRun } from './use-called-runs'

type RunStepPanelProps = {
  workspace: string
  nodeId: string
  followed: FollowedRun
  /** False: it is shown as it was at some moment, and nothing can be done about that. */
  isNow: boolean
  called: readonly CalledRun[]
  above: ReactNode
  onTrace: (place: Place) => void
  onClose: () => void
}

/** One step of a run: what went in and out, and how it was set up. */
export function RunStepPanel({ workspace, nodeId, followed, isNow, called, above, onTrace, onClose }: RunStepPanelProps) {
  const node = useNode(nodeId)
  const type = useNodeType(node?.type)
  const [tab, setTab] = useState('data')
  const mayStart = useCan('run.start')
  if (!node) return null
  const step = mayStart && isNow ? stepToRetry(followed, nodeId) : null
  const unverified = [...followed.state.steps].find(
    ([step, { status }]) => status === 'unverified' && (step === nodeId || step.endsWith(`/${nodeId}`)),
  )
  const unsure = [...followed.state.steps].some(([step, state]) => state.unsure && nodeOf(step) === nodeId)
  return (
    <Inspector
      nodeId={nodeId}
      tab={tab}
      onTab={setTab}
      run={followed.state}
      revision={followed.revision}
      readOnly
      onClose={onClose}
      foot={step && <RetryFromHere workspace={workspace} step={step} label={node.label} run={followed.run} />}
      name={<h2 className="truncate font-semibold text-lg">{node.label}</h2>}
      tabs={[
        {
          id: 'data',
          label: 'Data',
          content: (
            <>
              {above}
              {unsure && <MayHaveHappened />}
              {isNow && unverified && (
                <UnverifiedEffect
                  runId={followed.run.id}
                  step={unverified[0]}
                  look={unverified[1].looks.at(-1) ?? null}
                  looksAgainAt={followed.state.waits.get(unverified[0])?.wakeAt ?? null}
                />
              )}
              <CalledRuns
                workspace={workspace}
                title="What it ran"
                runs={called.filter(({ because, step }) => because === 'call' && nodeOf(step) === nodeId)}
              />
              <DataTab
                nodeId={nodeId}
                followed={followed}
                onTrace={onTrace}
                empty={isNow ? 'This step has not run.' : 'This step had not run yet.'}
              />
            </>
          ),
        },
        {
          id: 'setup',
          label: 'Set up',
          content: type ? <SetupTab node={node} type={type} problems={[]} onChange={() => {}} /> : null,
        },
      ]}
    />
  )
}
