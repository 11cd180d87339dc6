import type { RunEvent } from '@/flow/engine/events'
import type { Plan } from '@/flow/engine/plan'
import { frameOf, iterationOf, nodeOf } from '@/flow/engine/step'

/** What happened, for people: `Read invoice (item 3) is done`. */
export function eventInWords(event: RunEvent, plan: Plan): string {
  const name = 'step' in event && event.step !== undefined ? nameOf(event.step, plan) : ''
  switch (event.type) {
    case 'step.started':
      return event.attempt > 1 ? `${name} starts again` : `${name} starts`
    case 'effect.announced':
      return `${name} is about to act outside`
    case 'step.completed':
    case 'loop.closed':
      return `${name} is done`
    case 'step.reused':
      return `${name} is taken over`
    case 'step.failed':
      return event.retryAt === undefined ? `${name} failed` : `${name} failed and will try again`
    case 'step.skipped':
      return `${name} is skipped`
    case 'wait.opened':
      return event.kind === 'approval' ? `${name} asks for approval` : `${name} waits`
    case 'wait.closed':
      return `${name} goes on`
    case 'loop.opened':
    case 'scope.opened':
      return `${name} begins`
    case 'loop.fed':
      return `${name} got more items`
    case 'loop.collected':
      return `${name}: ${event.index + 1} is done`
    case 'loop.swept':
      return `${name}: ${event.index + 1} to ${event.index + event.outputs.length} are done`
    case 'scope.tried':
      return event.error ? `${name}: its result could not be taken` : `${name}: all went well`
    case 'scope.turned':
      return event.part === 'catch' ? `${name}: the steps for a failure follow` : `${name}: the last steps follow`
    case 'effect.looked-up':
      return `${name}: the app was asked whether it happened`
    case 'run.started':
      return 'The run starts'
    case 'run.continued':
      return 'It goes on from an earlier run'
    case 'run.pinned':
      return 'Its variables are read'
    case 'run.moved':
      return 'It moves to another version'
    case 'run.succeeded':
      return 'The run is done'
    case 'run.cancelling':
      return 'The run is cancelled, and tidies up first'
    case 'run.cancelled':
      return 'The run is cancelled'
    case 'run.failed':
      return 'The run failed'
  }
}

function nameOf(step: string, plan: Plan): string {
  const label = plan.nodes.get(nodeOf(step))?.node.label ?? 'A step'
  const around = iterationOf(frameOf(step))
  const inLoop = around && plan.nodes.get(nodeOf(around.container))?.container !== 'scope'
  return inLoop ? `${label} (item ${around.index + 1})` : label
}
