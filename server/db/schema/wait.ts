import { sql } from 'drizzle-orm'
import { foreignKey, index, integer, json, pgTable, primaryKey, smallint, text, unique, uniqueIndex, uuid } from 'drizzle-orm/pg-core'
import type { ApprovalRequest } from '@/flow/define/approval'
import type { StepError } from '@/flow/engine/events'
import type { Json, JsonObject } from '@/flow/json'
import { id, instant, workspaceId } from './columns'
import { run } from './engine'
import { workspace } from './workspace'

/** What runs and steps wait for, and where they stand in line: the engine's own tables, too (engine.ts). */

/** A step that waits. Fired by time or by a person (`fired_at`, `result`), then consumed by the run's owner (`closed_at`). */
export const wait = pgTable(
  'wait',
  {
    id: uuid('id').notNull(),
    workspaceId: workspaceId(),
    runId: uuid('run_id').notNull(),
    step: text('step').notNull(),
    kind: text('kind', { enum: ['timer', 'callback', 'approval', 'verify', 'call', 'turn'] }).notNull(),
    wakeAt: instant('wake_at'),
    /** Approval: what is asked, and of whom (flow/define/approval.ts). */
    request: json('request').$type<ApprovalRequest>(),
    /** What the step goes on with; set from the start for when nothing else comes before `wake_at`. */
    result: json('result').$type<Json>(),
    firedAt: instant('fired_at'),
    /** Approval: what the people asked are still to be told: the question, or how it ended. */
    tell: text('tell', { enum: ['question', 'end'] }),
    closedAt: instant('closed_at'),
  },
  (t) => [
    // One index for what looks it up by id and for what points at it by both: a million of them wait.
    primaryKey({ columns: [t.id, t.workspaceId] }),
    foreignKey({ name: 'wait_run', columns: [t.workspaceId, t.runId], foreignColumns: [run.workspaceId, run.id] }).onDelete('cascade'),
    index('wait_due').on(t.wakeAt).where(sql`fired_at is null and wake_at is not null`),
    index('wait_telling').on(t.id).where(sql`tell is not null`),
    index('wait_approval').on(t.workspaceId, t.id).where(sql`kind = 'approval'`),
    index('wait_turn').on(sql`(${t.result}->>'connectionId')`, t.id).where(sql`kind = 'turn' and fired_at is null`),
    // Questions nobody has answered, however many were asked before.
    index('wait_asked').on(t.workspaceId, t.id).where(sql`kind = 'approval' and fired_at is null`),
    index('wait_of_run').on(t.runId),
  ],
)

/**
 * A link that a step made: whoever is given it answers once (`received_at`, `result`), before or after a step waits for it.
 * The address itself is not kept: it follows from the row and the installation's secret.
 */
export const callback = pgTable(
  'callback',
  {
    id: id(),
    workspaceId: workspaceId(),
    runId: uuid('run_id').notNull(),
    step: text('step').notNull(),
    /** How a caller proves who it is (connectors/trigger/authentication.ts), and with which secret. */
    config: json('config').$type<JsonObject>().notNull(),
    connectionId: uuid('connection_id'),
    result: json('result').$type<Json>(),
    receivedAt: instant('received_at'),
  },
  (t) => [
    unique('callback_tenant').on(t.workspaceId, t.id),
    uniqueIndex('callback_once').on(t.runId, t.step),
    foreignKey({ name: 'callback_run', columns: [t.workspaceId, t.runId], foreignColumns: [run.workspaceId, run.id] }).onDelete('cascade'),
  ],
)

/**
 * Something only a worker can do, asked by another process and waited for: test an account, list its channels.
 * Taken by one worker (`taken_by`), answered with data or a problem in words.
 */
export const ask = pgTable(
  'ask',
  {
    id: id(),
    workspaceId: workspaceId().references(() => workspace.id, { onDelete: 'cascade' }),
    kind: text('kind').notNull(),
    /** Ids and parameters, never a secret. */
    detail: json('detail').$type<Json>().notNull(),
    takenBy: uuid('taken_by'),
    answer: json('answer').$type<Json>(),
    problem: json('problem').$type<StepError>(),
    askedAt: instant('asked_at').notNull().defaultNow(),
    answeredAt: instant('answered_at'),
  },
  (t) => [unique('ask_tenant').on(t.workspaceId, t.id), index('ask_open').on(t.id).where(sql`taken_by is null`)],
)

/**
 * What runs stand in line for, by the id of the flow, the workspace or the connection. There is a row only where
 * something is not as usual: paused, at most so many at once, a priority of its own.
 */
export const lane = pgTable(
  'lane',
  {
    workspaceId: workspaceId().references(() => workspace.id, { onDelete: 'cascade' }),
    id: uuid('id').notNull(),
    kind: text('kind', { enum: ['flow', 'workspace', 'connection'] }).notNull(),
    pausedAt: instant('paused_at'),
    /** At most so many at once. */
    most: integer('most'),
    priority: smallint('priority').notNull().default(0),
  },
  (t) => [primaryKey({ columns: [t.workspaceId, t.id] })],
)

/** A step that is using an account which only so many may use at once (worker/engine/account-line.ts). */
export const turn = pgTable(
  'turn',
  {
    runId: uuid('run_id').notNull(),
    step: text('step').notNull(),
    workspaceId: workspaceId().references(() => workspace.id, { onDelete: 'cascade' }),
    connectionId: uuid('connection_id').notNull(),
    /** When this worker is gone, so is its turn. */
    workerId: uuid('worker_id').notNull(),
  },
  (t) => [primaryKey({ columns: [t.runId, t.step] }), index('turn_of_connection').on(t.workspaceId, t.connectionId)],
)
