import type { BodyState, Failure } from './state'
import { frameIn, frameOf } from './step'

/**
 * Which of several failures wins. A loop fails as it would if its items were done one after the other: with the first
 * item that fails, however many are worked on at a time. So when one fails, the items before it are done to their end and
 * may fail in its place; nothing more begins in those after it.
 * Of steps beside each other, those under way when one fails may end, and may fail too; of all that failed by then, in containers
 * beside as well, the one drawn first wins, whichever was quicker (failure-of.ts, first-to-fail.decision.md). What waits is not waited for: it is given up when nothing else is left to do.
 */
export function failBody(body: BodyState, failure: Failure, slot: number): void {
  if (body.failure) {
    const later = placeOf(body, failure) - placeOf(body, body.failure) || slot - body.failedAt
    if (later >= 0) return
  }
  body.failure = failure
  body.failedAt = slot
}

/** Whether nothing new may start in this frame: the body or anything around it is failing, at this item or before it. */
export function isHalted(frame: string, body: BodyState): boolean {
  for (let around: BodyState | null = body; around; around = around.parent) {
    if (around.failure && placeIn(around, frame) >= placeOf(around, around.failure)) return true
  }
  return false
}

/** The frame in which the body is failing; null for a loop that fails itself. */
export function failingFrame(body: BodyState, { step }: Failure): string | null {
  if (body.container === null) return ''
  return step === body.container ? null : frameIn(body.container, placeIn(body, frameOf(step)))
}

/** A loop that could not take what an item left fails itself, at that item. */
function placeOf(body: BodyState, { step, index }: Failure): number {
  return step === body.container ? (index ?? -1) : placeIn(body, frameOf(step))
}

/** Which of the body's iterations the frame is in; at the top and in a scope there is but one. */
function placeIn({ container }: BodyState, frame: string): number {
  return container === null ? 0 : Number.parseInt(frame.slice(container.length + 1), 10)
}
