import { Cog } from 'lucide-react'

/** In place of a face: KAOS did it. */
export function SystemMark() {
  return (
    <span data-tint="grey" className="flex size-7 shrink-0 items-center justify-center rounded-full">
      <Cog className="size-4" strokeWidth={1.75} aria-hidden />
    </span>
  )
}
