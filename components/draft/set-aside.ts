import type { Clip } from '@/flow/draft/clip-schema'

/** What the server would not take: no longer in the flow, and kept in this browser until the person has done with it. */
export type SetAside = { id: string; message: string; lost: Clip }

export type AsideStore = { read(): Promise<unknown>; write(aside: readonly SetAside[]): Promise<unknown> }

/** Written by this page in an earlier visit; anything else that may stand there is nothing. */
export async function asideLeft(store: AsideStore): Promise<SetAside[]> {
  const kept = await store.read().catch(() => null)
  return Array.isArray(kept) ? kept : []
}
