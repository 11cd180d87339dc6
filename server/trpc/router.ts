import { TRPCError, type TrackedEnvelope } from '@trpc/server'
import { z } from 'zod'
import type { Manifest } from '@/flow/define/manifest'
import type { RunEvent, StepError } from '@/flow/engine/events'
import { RUN_STATUSES, type RunStatus } from '@/flow/engine/status'
import type { Graph } from '@/flow/graph/graph'
import { type Json, JsonSchema } from '@/flow/json'
import { ROLES } from '../db/schema'
import type { Role } from '../services/actor'
import type { Permission } from '../services/permissions'
import { memberProcedure, personProcedure, publicProcedure, router } from './init'

// The types of every procedure, so that the screens can be written against them; the services follow.
function soon(): never {
  throw new TRPCError({ code: 'NOT_IMPLEMENTED', message: 'This part is being built.' })
}
async function* soonEvents<T>(): AsyncGenerator<TrackedEnvelope<T>> {
  soon()
}
const ById = z.strictObject({ id: z.uuid() })
const OfFlow = z.strictObject({ flowId: z.uuid() })
const ROLE = z.enum(ROLES)

type RunMode = 'live' | 'test'
type StartedBy = { kind: 'member' | 'webhook' | 'schedule'; label: string }

export const appRouter = router({
  account: router({
    me: personProcedure.query(
      (): { user: { id: string; name: string; email: string }; workspaces: { id: string; name: string; slug: string; role: Role }[] } =>
        soon(),
    ),
    sessions: personProcedure.query(
      (): { id: string; userAgent: string; address: string; createdAt: Date; seenAt: Date; current: boolean }[] => soon(),
    ),
    revokeSession: personProcedure.input(ById).mutation((): void => soon()),
    rename: personProcedure.input(z.strictObject({ name: z.string() })).mutation((): void => soon()),
    changePassword: personProcedure.input(z.strictObject({ current: z.string(), next: z.string() })).mutation((): void => soon()),
    createWorkspace: personProcedure.input(z.strictObject({ name: z.string() })).mutation((): { slug: string } => soon()),
    signUp: publicProcedure
      .input(z.strictObject({ name: z.string(), email: z.string(), password: z.string(), workspaceName: z.string() }))
      .mutation((): { slug: string } => soon()),
    openInvitation: publicProcedure
      .input(z.strictObject({ token: z.string() }))
      .query((): { workspaceName: string; email: string; role: Role; hasAccount: boolean } => soon()),
    acceptInvitation: publicProcedure
      .input(z.strictObject({ token: z.string(), name: z.string().optional(), password: z.string().optional() }))
      .mutation((): { slug: string } => soon()),
    signInOptions: publicProcedure.query((): { oidcName?: string; firstUser: boolean } => soon()),
  }),
  workspace: router({
    current: memberProcedure.query((): { id: string; name: string; slug: string; role: Role; permissions: readonly Permission[] } =>
      soon(),
    ),
  }),
  members: router({
    list: memberProcedure.query((): { userId: string; name: string; email: string; role: Role; joinedAt: Date }[] => soon()),
    setRole: memberProcedure.input(z.strictObject({ userId: z.uuid(), role: ROLE })).mutation((): void => soon()),
    remove: memberProcedure.input(z.strictObject({ userId: z.uuid() })).mutation((): void => soon()),
    invite: memberProcedure.input(z.strictObject({ email: z.string(), role: ROLE })).mutation((): { link: string } => soon()),
    invitations: memberProcedure.query(
      (): { id: string; email: string; role: Role; invitedBy: string; createdAt: Date; expiresAt: Date }[] => soon(),
    ),
    revokeInvitation: memberProcedure.input(ById).mutation((): void => soon()),
  }),
  manifest: router({ get: memberProcedure.query((): Manifest => soon()) }),
  folders: router({
    list: memberProcedure.query((): { id: string; name: string; parentId: string | null }[] => soon()),
    create: memberProcedure
      .input(z.strictObject({ name: z.string(), parentId: z.uuid().nullish() }))
      .mutation((): { id: string } => soon()),
    rename: memberProcedure.input(z.strictObject({ id: z.uuid(), name: z.string() })).mutation((): void => soon()),
    remove: memberProcedure.input(ById).mutation((): void => soon()),
  }),
  flows: router({
    list: memberProcedure
      .input(
        z.strictObject({
          /** Left out: every folder. Null: flows in no folder. */
          folderId: z.uuid().nullish(),
          search: z.string().optional(),
          limit: z.number().int().min(1).max(100).default(50),
          cursor: z.string().optional(),
        }),
      )
      .query(
        (): {
          items: {
            id: string
            name: string
            folderId: string | null
            enabled: boolean
            liveVersion: number | null
            updatedAt: Date
            lastRun?: { id: string; status: RunStatus; at: Date }
            /** Node types of the live version's triggers, of the draft's while nothing is published. */
            triggers: string[]
          }[]
          nextCursor: string | null
        } => soon(),
      ),
    create: memberProcedure
      .input(z.strictObject({ name: z.string(), folderId: z.uuid().nullish() }))
      .mutation((): { id: string } => soon()),
    get: memberProcedure.input(ById).query(
      (): {
        id: string
        name: string
        folderId: string | null
        enabled: boolean
        liveVersion: { id: string; number: number } | null
        draftChanged: boolean
      } => soon(),
    ),
    rename: memberProcedure.input(z.strictObject({ id: z.uuid(), name: z.string() })).mutation((): void => soon()),
    move: memberProcedure.input(z.strictObject({ id: z.uuid(), folderId: z.uuid().nullable() })).mutation((): void => soon()),
    duplicate: memberProcedure.input(ById).mutation((): { id: string } => soon()),
    remove: memberProcedure.input(ById).mutation((): void => soon()),
    restore: memberProcedure.input(ById).mutation((): void => soon()),
    setEnabled: memberProcedure.input(z.strictObject({ id: z.uuid(), enabled: z.boolean() })).mutation((): void => soon()),
    hookUrls: memberProcedure.input(ById).query((): { nodeId: string; url: string }[] => soon()),
  }),
  drafts: router({
    open: memberProcedure.input(OfFlow).query((): { state: string; seq: number } => soon()),
    push: memberProcedure.input(z.strictObject({ flowId: z.uuid(), update: z.base64() })).mutation((): { seq: number } => soon()),
    onUpdate: memberProcedure
      .input(z.object({ flowId: z.uuid(), lastEventId: z.coerce.number().int().min(0).nullish() }))
      .subscription(() => soonEvents<{ seq: number; update: string; userId: string | null }>()),
  }),
  versions: router({
    publish: memberProcedure
      .input(z.strictObject({ flowId: z.uuid(), note: z.string().max(2_000).default('') }))
      .mutation((): { id: string; number: number } => soon()),
    list: memberProcedure
      .input(OfFlow)
      .query((): { id: string; number: number; note: string; createdAt: Date; createdBy: { name: string }; live: boolean }[] => soon()),
    get: memberProcedure.input(ById).query(
      (): {
        id: string
        flowId: string
        number: number | null
        note: string
        createdAt: Date
        createdBy: { name: string }
        live: boolean
        graph: Graph
      } => soon(),
    ),
    restore: memberProcedure.input(ById).mutation((): void => soon()),
  }),
  runs: router({
    test: memberProcedure
      .input(
        z.strictObject({
          flowId: z.uuid(),
          input: JsonSchema.optional(),
          triggerNodeId: z.string().optional(),
          untilNodeId: z.string().optional(),
        }),
      )
      .mutation((): { runId: string } => soon()),
    start: memberProcedure
      .input(z.strictObject({ flowId: z.uuid(), input: JsonSchema.optional() }))
      .mutation((): { runId: string } => soon()),
    list: memberProcedure
      .input(
        z.strictObject({
          flowId: z.uuid().optional(),
          status: z.enum(RUN_STATUSES).optional(),
          mode: z.enum(['live', 'test']).optional(),
          limit: z.number().int().min(1).max(100).default(50),
          cursor: z.string().optional(),
        }),
      )
      .query(
        (): {
          items: {
            id: string
            flowId: string
            flowName: string
            status: RunStatus
            mode: RunMode
            startedBy: StartedBy
            createdAt: Date
            startedAt: Date | null
            finishedAt: Date | null
            error?: StepError
          }[]
          nextCursor: string | null
        } => soon(),
      ),
    get: memberProcedure.input(ById).query(
      (): {
        id: string
        flowId: string
        flowName: string
        status: RunStatus
        mode: RunMode
        startedBy: StartedBy
        versionNumber: number | null
        graph: Graph
        triggerNodeId: string
        untilNodeId: string | null
        input: Json
        createdAt: Date
        startedAt: Date | null
        finishedAt: Date | null
        error: StepError | null
      } => soon(),
    ),
    events: memberProcedure
      .input(z.strictObject({ id: z.uuid(), after: z.number().int().min(-1).default(-1) }))
      .query((): { events: { seq: number; event: RunEvent }[]; status: RunStatus } => soon()),
    onEvents: memberProcedure
      .input(z.object({ id: z.uuid(), lastEventId: z.coerce.number().int().nullish() }))
      .subscription(() => soonEvents<{ from: number; events: RunEvent[]; status: RunStatus; finishedAt: Date | null }>()),
    onChanges: memberProcedure.subscription(async function* (): AsyncGenerator<{ runId: string }> {
      soon()
    }),
    cancel: memberProcedure.input(ById).mutation((): void => soon()),
    retry: memberProcedure.input(ById).mutation((): { runId: string } => soon()),
    latest: memberProcedure.input(OfFlow).query((): string | null => soon()),
    resolve: memberProcedure.input(z.strictObject({ id: z.uuid(), step: z.string(), happened: z.boolean() })).mutation((): void => soon()),
  }),
})

export type AppRouter = typeof appRouter
