import type { ContainerKind } from '@/flow/define/define'
import type { Json } from '@/flow/json'

/** What a loop begins with: its items, or of a repeat what its first pass is given. */
export function firstItems(container: ContainerKind | null, { items, start }: Record<string, Json>): Json[] {
  if (container === 'repeat') return [start ?? null]
  return Array.isArray(items) ? items : []
}
