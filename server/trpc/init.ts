import { initTRPC, TRPCError } from '@trpc/server'
import superjson from 'superjson'
import { ServiceError } from '../services/service-error'
import type { Context } from './context'
import { asTrpcError, publicMessage } from './errors'

const t = initTRPC.context<Context>().create({
  transformer: superjson,
  // A stack trace is for the log, in development too.
  isDev: false,
  sse: { ping: { enabled: true, intervalMs: 15_000 }, client: { reconnectAfterInactivityMs: 40_000 } },
  errorFormatter({ shape, error, path }) {
    const problems = error.cause instanceof ServiceError ? error.cause.problems : []
    return { ...shape, message: publicMessage(error, path), data: { ...shape.data, problems } }
  },
})

export const router = t.router

export const createCallerFactory = t.createCallerFactory

/** Anybody, signed in or not. */
export const publicProcedure = t.procedure.use(async ({ next }) => {
  const result = await next()
  if (!result.ok) throw asTrpcError(result.error)
  return result
})

/** A signed-in person, in no particular workspace. A page that is still another’s, as somebody else signed in beside it, does nothing in their name. */
export const personProcedure = publicProcedure.use(({ ctx, next }) => {
  if (!ctx.person) throw new TRPCError({ code: 'UNAUTHORIZED', message: 'Sign in first.' })
  if (ctx.meant !== null && ctx.meant !== ctx.person.userId)
    throw new TRPCError({ code: 'PRECONDITION_FAILED', message: `This browser is signed in as ${ctx.person.name} now.` })
  return next({ ctx: { ...ctx, person: ctx.person } })
})

/** A member of the workspace in the address. What the member may do is for the service to say. */
export const memberProcedure = personProcedure.use(({ ctx, next }) => {
  if (!ctx.actor) throw new TRPCError({ code: 'NOT_FOUND', message: 'There is no such workspace, or you are not a member of it.' })
  return next({ ctx: { ...ctx, actor: ctx.actor } })
})
