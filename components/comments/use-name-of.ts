'use client'
import { useQuery } from '@tanstack/react-query'
import { useTRPC } from '../trpc/provider'

/** Names of members, for who is mentioned: three dots until it is known who there is, and nothing of whoever has left. */
export function useNameOf(): (userId: string) => string | undefined {
  const trpc = useTRPC()
  const members = useQuery(trpc.members.list.queryOptions(undefined, { staleTime: 60_000 })).data
  return (userId) => (members ? members.find((member) => member.userId === userId)?.name : '…')
}
