'use client'
import { errorCode, errorMessage } from '../trpc/error-of'
import { ErrorState } from '../ui/error-state'
import { hrefOf } from './navigation'
import { NoPermission } from './no-permission'
import { useSession } from './session'

/** A query that failed, where its result would have been. */
export function QueryError({ title, error, onRetry }: { title: string; error: unknown; onRetry: () => void }) {
  const { slug } = useSession().workspace
  if (errorCode(error) === 'FORBIDDEN') return <NoPermission backHref={hrefOf(slug, '/flows')} />
  return <ErrorState title={title} message={errorMessage(error)} onRetry={onRetry} className="pt-[8vh]" />
}
