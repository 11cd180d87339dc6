import type { Outputs } from '../trpc/types'

export type Role = Outputs['members']['list'][number]['role']

/** The built-in roles as people read them, the most powerful first. */
export const ROLE_OPTIONS: readonly { value: Role; label: string; description: string }[] = [
  { value: 'owner', label: 'Owner', description: 'Everything, including the workspace itself.' },
  { value: 'admin', label: 'Admin', description: 'Everything, including members.' },
  { value: 'builder', label: 'Builder', description: 'Draws, tests and publishes flows.' },
  { value: 'operator', label: 'Operator', description: 'Starts, cancels and repairs runs.' },
  { value: 'approver', label: 'Approver', description: 'Decides what waits for approval.' },
  { value: 'auditor', label: 'Auditor', description: 'Sees everything, and who did it.' },
  { value: 'viewer', label: 'Viewer', description: 'Sees flows and runs.' },
]

export function roleLabel(role: Role): string {
  return ROLE_OPTIONS.find(({ value }) => value === role)?.label ?? role
}
