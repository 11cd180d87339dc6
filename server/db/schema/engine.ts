import { sql } from 'drizzle-orm'
import {
  boolean,
  check,
  foreignKey,
  index,
  integer,
  json,
  pgTable,
  primaryKey,
  smallint,
  text,
  unique,
  uniqueIndex,
  uuid,
} from 'drizzle-orm/pg-core'
import type { RunError } from '@/flow/engine/events'
import type { JournalEntry } from '@/flow/engine/journal-entry'
import { RUN_STATUSES } from '@/flow/engine/status'
import type { Json, JsonObject } from '@/flow/json'
import { id, instant, workspaceId } from './columns'
import { flow, version } from './flow'

/**
 * The engine's own tables. The role `kaos_engine` spans workspaces on these and sees no other table;
 * `kaos_app` sees the rows of its workspace, as everywhere.
 */

/** A trigger node of a live version: where deliveries of the outside are matched to a flow. */
export const trigger = pgTable(
  'trigger',
  {
    id: id(),
    workspaceId: workspaceId(),
    flowId: uuid('flow_id').notNull(),
    versionId: uuid('version_id').notNull(),
    nodeId: text('node_id').notNull(),
    source: text('source', { enum: ['webhook', 'schedule', 'mail', 'mailbox', 'call', 'failure', 'poll'] }).notNull(),
    /** Webhook: the unguessable last part of `/hooks/<token>`; mail: the unguessable end of its address. The same for a node over all versions. */
    token: text('token').unique(),
    config: json('config').$type<JsonObject>().notNull(),
    enabled: boolean('enabled').notNull(),
    /** Schedule: when it is due next. Poll: when it looks next. */
    nextAt: instant('next_at'),
    /** Webhook: the secret its callers prove themselves with. Mailbox and poll: what is watched, how far it was looked at, and which worker does until when. */
    connectionId: uuid('connection_id'),
    state: json('state').$type<JsonObject>(),
    watchedBy: uuid('watched_by'),
    watchedUntil: instant('watched_until'),
    /** Poll: how the last look went, for people. */
    look: json('look').$type<TriggerLook>(),
  },
  (t) => [
    unique('trigger_tenant').on(t.workspaceId, t.id),
    uniqueIndex('trigger_node').on(t.flowId, t.nodeId),
    foreignKey({ name: 'trigger_flow', columns: [t.workspaceId, t.flowId], foreignColumns: [flow.workspaceId, flow.id] }).onDelete(
      'cascade',
    ),
    foreignKey({ name: 'trigger_version', columns: [t.workspaceId, t.versionId], foreignColumns: [version.workspaceId, version.id] }),
    index('trigger_due').on(t.nextAt).where(sql`enabled and next_at is not null`),
  ],
)

/** `found` is what was new, each with a run; `failures` count in a row, with the problem of the last in words. */
export type TriggerLook = { at: string; found: number; failures: number; problem?: string; hint?: string }

export type StartedBy =
  | StartedByMember
  | ({ kind: 'webhook' } & Hopped)
  | { kind: 'schedule'; scheduledFor: string }
  | StartedByMail
  | { kind: 'poll'; app: string }
  | StartedByRun

/** `others`: who started what it repeats or goes on from (services/runs/started-again.ts). */
type StartedByMember = { kind: 'member'; userId: string; others?: ({ kind: 'member'; userId: string } | StartedByMail)[] }
/** So many flows in a row had mailed one another (`hops`) and called one another's webhooks, if any had (services/intake/loops.decision.md). */
export type Hopped = { hops?: number; hookHops?: number }

type StartedByMail = { kind: 'mail'; from: string; subject: string } & Pick<Hopped, 'hops'>

export type StartedByPerson = StartedByMember | StartedByMail

/**
 * Another run of the workspace started it: a step that calls a flow, or a failure that a flow looks after.
 * `flows`: those that led here, the first one first. `afterFailure`: one of them started because a run failed.
 * `behind`: the person who started the first of them; null: no person did; left out by an older KAOS (services/calls/behind.ts).
 */
export type StartedByRun = {
  kind: 'call' | 'failure'
  runId: string
  step: string
  /** The run that called it waits for its result. */
  awaited: boolean
  flows: string[]
  afterFailure: boolean
  behind?: StartedByPerson | null
} & Hopped

/** One execution of a version. Its status and `rung_at` are the outbox: queued and not rung means the doorbell is owed. */
export const run = pgTable(
  'run',
  {
    id: uuid('id').notNull(),
    workspaceId: workspaceId(),
    flowId: uuid('flow_id').notNull(),
    versionId: uuid('version_id').notNull(),
    mode: text('mode', { enum: ['live', 'test'] }).notNull(),
    status: text('status', { enum: RUN_STATUSES }).notNull(),
    triggerNodeId: text('trigger_node_id').notNull(),
    /** Who or what started it, in words the run viewer shows. */
    startedBy: json('started_by').$type<StartedBy>().notNull(),
    input: json('input').$type<Json>().notNull(),
    /** Test runs: nothing is done to the outside world (worker/engine/rehearse.ts). */
    effectsBlocked: boolean('effects_blocked').notNull().default(false),
    /** Test runs: stop after this node. */
    untilNodeId: text('until_node_id'),
    /** It takes over what another run finished, from this step on anew; null: everything that run finished (worker/engine/continue-run.ts). */
    continuesRunId: uuid('continues_run_id'),
    fromStep: text('from_step'),
    /** Among the queued runs of its workspace: the higher, the sooner. */
    priority: smallint('priority').notNull().default(0),
    /** Queued behind a lane: its flow is paused or it waits for its turn. Set when a claim meets it, so that no later claim does. */
    held: boolean('held').notNull().default(false),
    /** Worker that holds it, and the fencing epoch, raised by every claim. */
    owner: uuid('owner'),
    epoch: integer('epoch').notNull().default(0),
    /** Lost leases in a row without progress; a run that keeps killing its worker is quarantined. */
    losses: integer('losses').notNull().default(0),
    nextSeq: integer('next_seq').notNull().default(1),
    error: json('error').$type<RunError>(),
    /** The answer for a caller who waits (respond to webhook). */
    reply: json('reply').$type<{ status: number; headers: Record<string, string>; body: Json }>(),
    cancelRequestedAt: instant('cancel_requested_at'),
    /** The member who wished it; what else it may be, see services/runs/why-cancelled.ts. */
    cancelledBy: uuid('cancelled_by'),
    /** Something is open in it that is to be tidied up also when it is cancelled, for which it gets a minute and passes all lanes (worker/reconcile/overdue-cancels.ts). */
    tidies: boolean('tidies').notNull().default(false),
    createdAt: instant('created_at').notNull().defaultNow(),
    rungAt: instant('rung_at'),
    startedAt: instant('started_at'),
    finishedAt: instant('finished_at'),
    /** It ended, and another run is still to hear of it: the one that called it, those it called, or the flow that looks after failures. */
    endOwed: boolean('end_owed').notNull().default(false),
    /** When its input, journal and calls were given up by policy (worker/retention). From then on nothing may go on from them. */
    detailsRemovedAt: instant('details_removed_at'),
  },
  (t) => [
    // The only index of all runs, whatever they do: whoever looks one up knows its workspace (rows.decision.md).
    unique('run_tenant').on(t.workspaceId, t.id),
    // The version is of that flow, and the flow of that workspace: one check for each run that is accepted, instead of three.
    foreignKey({
      name: 'run_version',
      columns: [t.workspaceId, t.flowId, t.versionId],
      foreignColumns: [version.workspaceId, version.flowId, version.id],
    }).onDelete('cascade'),
    // Workspaces take turns (worker/engine/claim.ts): each is found by one step into this index.
    index('run_queued').on(t.workspaceId, t.priority.desc(), t.createdAt).where(sql`status = 'queued' and not held`),
    index('run_held').on(t.flowId, t.priority.desc(), t.createdAt).where(sql`status = 'queued' and held`),
    index('run_cancelling').on(t.cancelRequestedAt).where(sql`cancel_requested_at is not null and finished_at is null`),
    index('run_end_owed').on(t.id).where(sql`end_owed`),
    index('run_called').on(sql`(started_by->>'runId')`).where(sql`started_by->>'kind' in ('call', 'failure')`),
    index('run_owned').on(t.owner).where(sql`status = 'running'`),
    // Ids sort by time: `run_tenant` lists a workspace's runs, these two a flow's (services/runs/runs-of.ts). What is rare among
    // them has an index of its own, so that a list of it does not walk through all that ever ran.
    // An entry of a run at rest comes behind those before it: full pages need no room for more.
    index('run_of_flow').on(t.flowId, t.id).where(sql`status not in ('queued', 'running')`).with({ fillfactor: 100 }),
    index('run_going').on(t.flowId, t.id).where(sql`status in ('queued', 'running')`),
    index('run_waiting').on(t.workspaceId, t.id).where(sql`status = 'waiting'`).with({ fillfactor: 100 }),
    index('run_failed').on(t.workspaceId, t.id).where(sql`status = 'failed'`),
    index('run_cancelled').on(t.workspaceId, t.id).where(sql`status = 'cancelled'`),
    index('run_test').on(t.workspaceId, t.id).where(sql`mode = 'test'`),
    index('run_by_member').on(t.workspaceId, sql`(started_by->>'userId')`, t.id).where(sql`started_by->>'kind' = 'member'`),
    check('run_given_up', sql`details_removed_at is null or finished_at is not null`),
  ],
)

/**
 * One row per flushed segment: `events` holds the run's events number `seq`, `seq + 1`, … in order.
 * Event 0 (`run.started`) is the run row itself. No foreign key: an append takes workspace and run from the fenced run row.
 * Partitioned by `run_id`, which sorts by time, a week in each: drizzle/0009, worker/retention/retention.decision.md.
 */
export const journal = pgTable(
  'journal',
  {
    runId: uuid('run_id').notNull(),
    seq: integer('seq').notNull(),
    workspaceId: workspaceId(),
    epoch: integer('epoch').notNull(),
    events: json('events').$type<JournalEntry[]>().notNull(),
    at: instant('at').notNull().defaultNow(),
  },
  (t) => [primaryKey({ columns: [t.runId, t.seq] })],
)

/**
 * Runs that ended and whose seal the audit is owed (worker/audit), written with their end. `digest`: of their `events` events,
 * where the worker that wrote them all knows it; null: their journal is to be read. No foreign key, as with the journal.
 */
export const unsealedRun = pgTable(
  'unsealed_run',
  {
    workspaceId: workspaceId(),
    runId: uuid('run_id').notNull(),
    events: integer('events'),
    digest: text('digest'),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.runId] })],
)

/** What arrived from outside, once: `key` is the sender's delivery id, or the scheduled time. */
export const delivery = pgTable(
  'delivery',
  {
    id: uuid('id').notNull(),
    workspaceId: workspaceId(),
    triggerId: uuid('trigger_id').notNull(),
    key: text('key').notNull(),
    runId: uuid('run_id').notNull(),
    receivedAt: instant('received_at').notNull().defaultNow(),
  },
  (t) => [
    // A run has one at most, and is found by it when it goes.
    primaryKey({ columns: [t.runId] }),
    uniqueIndex('delivery_once').on(t.triggerId, t.key),
    foreignKey({ name: 'delivery_run', columns: [t.workspaceId, t.runId], foreignColumns: [run.workspaceId, run.id] }).onDelete('cascade'),
  ],
)

/** One heartbeat row keeps all runs of a worker. */
export const worker = pgTable('worker', {
  id: id(),
  host: text('host').notNull(),
  startedAt: instant('started_at').notNull().defaultNow(),
  heartbeatAt: instant('heartbeat_at').notNull().defaultNow(),
  /** It was told to stop: it takes nothing new and hands back what it has. */
  leavingAt: instant('leaving_at'),
})
