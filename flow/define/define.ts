import type { z } from 'zod'
import type { Capabilities } from '@/flow/define/capabilities'
import type { Json, JsonObject } from '@/flow/json'
import type { ApprovalRequest, ApprovalResult } from './approval'
import type { Connection, ConnectionDefinition } from './connection'
import type { ShowIf } from './field'

/**
 * How a node is declared: one file, one call. zod with `.meta()` (see field.ts) drives the form, validation,
 * autocomplete, the executor, agents' tools and the docs; everything else follows from the manifest.
 */

/** How the outside world changes when a node runs, and so what may be repeated after a crash. */
export type Effect =
  /** Computes only. */
  | 'none'
  /** Asks, changes nothing: repeat freely. */
  | 'read'
  /** Changes something, and the vendor takes an idempotency key: repeat with the same key. */
  | 'keyed'
  /** Changes something and can't be recognised: never repeated silently. */
  | 'unsafe'

export type Port = { id: string; label: string }

/** Fixed ports, or one port for each entry of a list parameter (each entry has `id` and `label`). */
export type Ports = { list: readonly Port[] } | { fromParam: string; otherwise?: Port }

export const MAIN_PORT = 'out'
export const ERROR_PORT = 'error'

export type RunContext<Input> = {
  input: Input
  use: Capabilities
  connection: Connection | null
  /** Stable over attempts of the same step; hand it to vendors that take one. */
  idempotencyKey: string
  attempt: number
  signal: AbortSignal
}

/** What `run` gives back when it is not just an output: the port taken, or a wait. */
export type Outcome =
  | { kind: 'output'; port: string; output: Json }
  | { kind: 'wait'; for: 'timer'; wakeAt: Date; output: Json }
  | { kind: 'wait'; for: 'approval'; wakeAt: Date | null; request: ApprovalRequest; output: Json }
  /** What is waited for is named in `output`, which is also what the step goes on with when the time is up. */
  | { kind: 'wait'; for: 'callback' | 'call'; wakeAt: Date | null; output: Json }

export function toPort(port: string, output: Json): Outcome {
  return made({ kind: 'output', port, output })
}

export function waitUntil(wakeAt: Date, output: Json): Outcome {
  return made({ kind: 'wait', for: 'timer', wakeAt, output })
}

/** Asks people and waits. Unless somebody decides before `wakeAt`, the step goes on with `otherwise`. */
export function askPeople(request: ApprovalRequest, deadline: { wakeAt: Date; otherwise: ApprovalResult } | null): Outcome {
  return made({ kind: 'wait', for: 'approval', wakeAt: deadline?.wakeAt ?? null, request, output: deadline?.otherwise ?? null })
}

/** Waits for whoever has the link; `resume` is given what came, or `{ callbackId }` when nothing did in time. */
export function awaitCallback(callbackId: string, wakeAt: Date | null): Outcome {
  return made({ kind: 'wait', for: 'callback', wakeAt, output: { callbackId } })
}

/** Waits for the end of a run that was started; `resume` is given how it ended, or `{ runId }` when it did not in time. */
export function awaitRun(runId: string, wakeAt: Date | null): Outcome {
  return made({ kind: 'wait', for: 'call', wakeAt, output: { runId } })
}

/** Told by origin, not by shape: data that happens to look like an outcome is data. */
export function isOutcome(result: Json | Outcome): result is Outcome {
  return typeof result === 'object' && result !== null && outcomes.has(result)
}

const outcomes = new WeakSet<object>()

function made(outcome: Outcome): Outcome {
  outcomes.add(outcome)
  return outcome
}

/** Whether a node works with an account at its app. `optional`: it can do without one, and uses the one it is given. */
export type AccountUse = 'needed' | 'optional' | 'none'

/** Where an account is optional: needed once a parameter has one of these values, and of no use otherwise. `missing` asks for it. */
export type AccountIf = ShowIf & { missing: string }

type NodeBase<Input extends z.ZodObject> = {
  /** Last part of the node type: connector `http`, id `request` → `http.request`. */
  id: string
  version: number
  title: string
  /** One line, what it does. */
  summary: string
  /** What it will do, in words, with parameters; `[…]` is left out when a parameter in it is hidden or empty: `Wait[ until {{until}}]`. */
  sentence: string
  keywords: readonly string[]
  /** lucide icon name, when it differs from the connector's. */
  icon?: string
  input: Input
  output: z.ZodType
  ports?: Ports
  /** Where its connector has accounts; left out, it needs one. */
  account?: AccountUse
  /** The connector whose account it works with, when that is not its own. */
  accountAt?: string
  accountIf?: AccountIf
  examples: readonly { input: JsonObject; output: Json }[]
}

export type Action<Input extends z.ZodObject = z.ZodObject> = NodeBase<Input> & {
  kind: 'action'
  /** A function where it depends on the input (HTTP: GET reads, POST is unsafe). */
  effect: Effect | ((input: z.output<Input>) => Effect)
  /** What it changes is ours and left alone in tests by its capability: it is done there, too, however tests are run. */
  rehearses?: true
  /** It may wait: for a time, a person, or somebody outside. */
  waits?: true
  retry?: { attempts: number; delayMs: number; factor: number }
  run(context: RunContext<z.output<Input>>): Promise<Json | Outcome> | Json | Outcome
  /** What follows a wait that `run` asked for; without it, the result of the wait is the output. */
  resume?(context: RunContext<z.output<Input>>, result: Json): Promise<Json | Outcome> | Json | Outcome
  /** For an unsafe effect that the app can be asked about. */
  lookUp?: LookUp<z.output<Input>>
  /** Lists that only the app knows, by the name in a field's `choices` (channels, accounts). */
  choices?: Record<string, (context: Pick<RunContext<JsonObject>, 'input' | 'use' | 'connection' | 'signal'>) => Promise<Choice[]>>
}

/** How to find out from the app whether an effect took place whose result was lost: by what it was sent with `idempotencyKey`. */
export type LookUp<Input = JsonObject> = {
  /** What is looked for, in words: `the message`. */
  what: string
  /**
   * After so long, what isn't there won't come any more: not found then, the step is done again. Left out where the app can't
   * promise that: then a person decides.
   */
  settlesInMs?: number
  /** `since`: not before that moment; null: at any time. Null, too: it is not there. @throws NodeError when that can't be said */
  look(context: RunContext<Input>, since: Date | null): Promise<Found | null>
}

/** What the step would have given, and how often it is there. */
export type Found = { output: Json; count: number }

export type Choice = { value: string; label: string; hint?: string }

export type TriggerSource = 'manual' | 'webhook' | 'schedule' | 'mail' | 'mailbox' | 'call' | 'failure' | 'poll'

export type Trigger<Input extends z.ZodObject = z.ZodObject> = NodeBase<Input> & {
  kind: 'trigger'
  /** Who wakes it: a person, a webhook at the gateway, the schedule, a mail to its own address, one in a watched mailbox, another flow, a run that failed, or `poll`. */
  source: TriggerSource
  poll?: Poll<z.output<Input>>
}

/**
 * Looks whether there is something new and gives one bounded batch, oldest first, each item under a key that stays the
 * same. The state that comes with it says no more than these items and is kept in the transaction that starts their runs.
 */
export type Poll<Input> = (look: {
  input: Input
  state: Json | null
  /** Nobody has looked yet, and what is there already is nobody's business: give no items, and a state that covers them all. */
  onlyRemember: boolean
  /** So many items. */
  most: number
  use: Capabilities
  connection: Connection | null
  signal: AbortSignal
}) => Promise<Polled>

export type Polled = {
  items: { key: string; value: Json }[]
  state: Json
  /** There is more already: look again at once. */
  more?: boolean
}

/** How a node runs what it holds: once an item, until a condition holds, or once with parts for what goes wrong. */
export type ContainerKind = 'for-each' | 'repeat' | 'scope'

/** A node that holds others; the engine interprets it (flow/engine). */
export type Container<Input extends z.ZodObject = z.ZodObject> = NodeBase<Input> & {
  kind: 'container'
  container: ContainerKind
}

/** The part of a scope that runs when a step in it failed, and the one that runs in any case. */
export type ScopePart = 'catch' | 'finally'

/** A node that a part of a scope begins with. It does nothing: the engine fires it when the part's turn comes. */
export type Entry<Input extends z.ZodObject = z.ZodObject> = NodeBase<Input> & {
  kind: 'entry'
  part: ScopePart
}

export type NodeDefinition = Action | Trigger | Container | Entry

export type Connector = {
  id: string
  title: string
  summary: string
  /** lucide icon name and the tint of its tile (look/tokens: app tints live on the tile, nowhere else). */
  icon: string
  tint: Tint
  categories: readonly string[]
  /** Set: its nodes need an account there, unless they say otherwise. */
  connection?: ConnectionDefinition
  nodes: readonly NodeDefinition[]
}

export type Tint = 'grey' | 'blue' | 'violet' | 'teal' | 'green' | 'amber' | 'rose'

export function defineConnector(connector: Connector): Connector {
  return connector
}

export function defineAction<Input extends z.ZodObject>(action: Omit<Action<Input>, 'kind'>): NodeDefinition {
  return { ...action, kind: 'action' } as unknown as Action // erases Input: the executor parses with `input` before it calls `run`
}

export function defineTrigger<Input extends z.ZodObject>(trigger: Omit<Trigger<Input>, 'kind'>): NodeDefinition {
  return { ...trigger, kind: 'trigger' } as unknown as Trigger // as above
}

export function defineEntry<Input extends z.ZodObject>(entry: Omit<Entry<Input>, 'kind'>): NodeDefinition {
  return { ...entry, kind: 'entry' } as unknown as Entry // as above
}

export function defineContainer<Input extends z.ZodObject>(container: Omit<Container<Input>, 'kind'>): NodeDefinition {
  return { ...container, kind: 'container' } as unknown as Container // as above
}
