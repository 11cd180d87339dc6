import { initTRPC, TRPCError } from '@trpc/server'
import superjson from 'superjson'
import type { Context } from './context'

const t = initTRPC.context<Context>().create({
  transformer: superjson,
  sse: { ping: { enabled: true, intervalMs: 15_000 }, client: { reconnectAfterInactivityMs: 40_000 } },
})

export const router = t.router

/** Anybody, signed in or not. */
export const publicProcedure = t.procedure

/** A signed-in person, in no particular workspace. */
export const personProcedure = publicProcedure.use(({ ctx, next }) => {
  if (!ctx.person) throw new TRPCError({ code: 'UNAUTHORIZED', message: 'Sign in first.' })
  return next({ ctx: { ...ctx, person: ctx.person } })
})

/** A member of the workspace in the address. What the member may do is for the service to say. */
export const memberProcedure = personProcedure.use(({ ctx, next }) => {
  if (!ctx.actor) throw new TRPCError({ code: 'NOT_FOUND', message: 'There is no such workspace, or you are not a member of it.' })
  return next({ ctx: { ...ctx, actor: ctx.actor } })
})
