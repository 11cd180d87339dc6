import type { TRPCLink } from '@trpc/client'
import { tap } from '@trpc/server/observable'
import type { AppRouter } from '@/server/trpc/router'
import { isAboutPerson } from './error-of'

/** Tells when an answer is that nobody is signed in any more, or somebody else than this page is for. */
export function hearsPerson(tell: (error: unknown) => void): TRPCLink<AppRouter> {
  return () =>
    ({ next, op }) =>
      next(op).pipe(tap({ error: (error) => isAboutPerson(error) && tell(error) }))
}
