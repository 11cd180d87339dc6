import type { TRPCLink } from '@trpc/client'
import { tap } from '@trpc/server/observable'
import type { AppRouter } from '@/server/trpc/router'
import { errorCode } from './error-of'

/** Tells when an answer is that nobody is signed in any more. */
export function hearsSignOut(tell: () => void): TRPCLink<AppRouter> {
  return () =>
    ({ next, op }) =>
      next(op).pipe(tap({ error: (error) => errorCode(error) === 'UNAUTHORIZED' && tell() }))
}
