import { Activity, Archive, Cable, CircleCheckBig, LayoutGrid, type LucideIcon, ShieldCheck, Users, Variable, Workflow } from 'lucide-react'
import type { Session } from './session'

type Destination = {
  id: string
  label: string
  icon: LucideIcon
  /** Under `/w/<workspace>`. */
  path: string
  permission: Session['workspace']['permissions'][number]
}

/** The places of a workspace, in the order of the sidebar. */
export const DESTINATIONS: readonly Destination[] = [
  { id: 'go.flows', label: 'Flows', icon: Workflow, path: '/flows', permission: 'flow.read' },
  { id: 'go.runs', label: 'Runs', icon: Activity, path: '/runs', permission: 'run.read' },
  { id: 'go.approvals', label: 'Approvals', icon: CircleCheckBig, path: '/approvals', permission: 'run.read' },
  { id: 'go.templates', label: 'Templates', icon: LayoutGrid, path: '/templates', permission: 'flow.read' },
  { id: 'go.connections', label: 'Connections', icon: Cable, path: '/connections', permission: 'connection.use' },
  { id: 'go.variables', label: 'Variables', icon: Variable, path: '/variables', permission: 'flow.read' },
  { id: 'go.governance', label: 'Governance', icon: ShieldCheck, path: '/governance', permission: 'audit.read' },
  { id: 'go.members', label: 'Members', icon: Users, path: '/settings/members', permission: 'member.read' },
  { id: 'go.retention', label: 'Kept data', icon: Archive, path: '/settings/retention', permission: 'workspace.manage' },
]

export function hrefOf(workspace: string, path: string): string {
  return `/w/${workspace}${path}`
}
