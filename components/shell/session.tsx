'use client'
import { createContext, type ReactNode, useContext } from 'react'
import type { Outputs } from '../trpc/types'

/** Who is here, in which workspace, and what they may do; known before the first paint. */
export type Session = { me: Outputs['account']['me']; workspace: Outputs['workspace']['current'] }

const SessionContext = createContext<Session | null>(null)

export function SessionProvider({ session, children }: { session: Session; children: ReactNode }) {
  return <SessionContext value={session}>{children}</SessionContext>
}

export function useSession(): Session {
  const session = useContext(SessionContext)
  if (!session) throw new Error('useSession is used outside a workspace page')
  return session
}

export function useCan(permission: Session['workspace']['permissions'][number]): boolean {
  return useSession().workspace.permissions.includes(permission)
}
