import { FlaskConical } from 'lucide-react'
import { Badge } from '../ui/badge'

/** On everything that stays inside KAOS. */
export function SandboxBadge({ className }: { className?: string }) {
  return (
    <Badge tone="outline" className={className} title="Answered inside KAOS: nothing is sent to the app.">
      <FlaskConical strokeWidth={1.75} aria-hidden />
      Sandbox
    </Badge>
  )
}
