import { Compass } from 'lucide-react'
import { EmptyState } from '@/components/ui/empty-state'

export default function NotFound() {
  return (
    <EmptyState art={<Compass className="size-7" strokeWidth={1.5} aria-hidden />} title="There is nothing here" className="pt-[12vh]">
      It may have been deleted, or the address has a mistake.
    </EmptyState>
  )
}
