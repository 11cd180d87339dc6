import {
  Box,
  Braces,
  CalendarClock,
  CircleCheck,
  Clock,
  FileText,
  GitBranch,
  Globe,
  Hourglass,
  List,
  ListTree,
  type LucideIcon,
  type LucideProps,
  Mail,
  MessageSquare,
  MousePointerClick,
  OctagonX,
  PenLine,
  Play,
  Repeat,
  Reply,
  Split,
  Timer,
  UserCheck,
  Variable,
  Webhook,
  Workflow,
} from 'lucide-react'

/** Icons a connector may name in its declaration. Only these are shipped to the browser. */
const ICONS: Record<string, LucideIcon> = {
  braces: Braces,
  'calendar-clock': CalendarClock,
  'circle-check': CircleCheck,
  clock: Clock,
  'file-text': FileText,
  'git-branch': GitBranch,
  globe: Globe,
  hourglass: Hourglass,
  list: List,
  'list-tree': ListTree,
  mail: Mail,
  'message-square': MessageSquare,
  'mouse-pointer-click': MousePointerClick,
  'octagon-x': OctagonX,
  'pen-line': PenLine,
  play: Play,
  repeat: Repeat,
  reply: Reply,
  split: Split,
  timer: Timer,
  'user-check': UserCheck,
  variable: Variable,
  webhook: Webhook,
  workflow: Workflow,
}

/** An icon by the name a connector gave it; an unknown name is drawn as a plain box. */
export function Icon({ name, ...props }: LucideProps & { name: string }) {
  const Glyph = ICONS[name] ?? Box
  return <Glyph size={16} strokeWidth={1.75} aria-hidden {...props} />
}
