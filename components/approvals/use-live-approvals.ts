'use client'
import { useQueryClient } from '@tanstack/react-query'
import { useOnRunChanges } from '../runs/use-on-run-changes'
import { useTRPC } from '../trpc/provider'

const PAUSE_MS = 400

/** Keeps questions fresh while they are looked at: a run that begins to wait or goes on tells of itself. */
export function useLiveApprovals() {
  const trpc = useTRPC()
  const queryClient = useQueryClient()
  useOnRunChanges(() => void queryClient.invalidateQueries(trpc.approvals.pathFilter()), PAUSE_MS)
}
