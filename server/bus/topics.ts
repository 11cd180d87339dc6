import type { Presence } from './presence'

/**
 * Topics of the live bus. A message says *that* something is new and up to where, never what:
 * whoever listens reads the rows. Losing a message costs latency only. People's whereabouts are the exception: they have no rows.
 */
export type Topics = {
  /** The run's journal grew up to `seq`, or its row changed. */
  [run: `run:${string}`]: { seq: number }
  /** Some run of the workspace was created or changed its status. */
  [runs: `runs:${string}`]: { runId: string }
  /** The draft of a flow has a new update, or the flow was deleted. */
  [draft: `draft:${string}`]: { seq: number }
  /** Somebody moved in a flow that is open in the editor, or left it. */
  [people: `people:${string}`]: Presence
  /** Something was said in a flow, or settled. */
  [comments: `comments:${string}`]: { threadId: string }
  /** A worker should look at its runs' signals: cancels and fired waits. */
  [worker: `worker:${string}`]: { runId: string }
  /** Some worker should try a draft on past runs. */
  'what-ifs': { whatIfId: string }
  /** Another run was tried, or that is all. */
  [whatIf: `what-if:${string}`]: { whatIfId: string }
  /** Some worker should take what was asked. */
  asks: { askId: string }
  /** It was answered. */
  [ask: `ask:${string}`]: { askId: string }
  /** A trigger should look at once. */
  polls: { flowId: string }
  /** People are to be told of an approval, or how it ended. */
  approvals: { waitId: string }
}

export type Topic = keyof Topics & string
