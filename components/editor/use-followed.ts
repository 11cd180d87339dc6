'use client'
import { useStore } from 'zustand'
import { type FollowedRun, NOTHING_FOLLOWED, type RunFollower } from '../runs/follow-run'

export function useFollowed(follower: RunFollower | null): FollowedRun | null {
  return useStore(follower?.store ?? NOTHING_FOLLOWED)
}
