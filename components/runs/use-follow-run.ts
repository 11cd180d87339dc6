'use client'
import { useQueryClient } from '@tanstack/react-query'
import { useEffect, useState } from 'react'
import type { Manifest } from '@/flow/define/manifest'
import { useTRPC, useTRPCClient } from '../trpc/provider'
import { followRun, type Run, type RunFollower } from './follow-run'

/** Follows a run as long as it is looked at. */
export function useFollowRun(run: Run, manifest: Manifest): RunFollower | undefined {
  const client = useTRPCClient()
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  const [follower, setFollower] = useState<RunFollower>()
  useEffect(() => {
    const started = followRun(client, run, manifest, () => void queryClient.invalidateQueries(trpc.runs.get.queryFilter({ id: run.id })))
    setFollower(started)
    return started.stop
  }, [client, trpc, queryClient, run, manifest])
  return follower
}
