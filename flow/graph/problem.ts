/** Something about a graph that a person should mend, as data: shown on the node and field it names. */
export type Problem = {
  code:
    | 'cycle'
    | 'dangling-edge'
    | 'duplicate-key'
    | 'unknown-type'
    | 'missing-field'
    | 'invalid-field'
    | 'unknown-reference'
    | 'unreachable-reference'
    | 'expression'
    | 'wrong-type'
    | 'may-be-empty'
    | 'never-equal'
    | 'unreachable'
    | 'no-trigger'
    | 'unknown-port'
    | 'foreign-parent'
    | 'foreign-connection'
    | 'missing-account'
    | 'wrong-account'
    | 'foreign-flow'
    | 'flow-cycle'
    | 'waits-in-vain'
  severity: 'error' | 'warning'
  message: string
  /** What to do about it. */
  hint?: string
  nodeId?: string
  edgeId?: string
  /** Parameter path in dots, e.g. `rules.0.left`. */
  field?: string
  /** Where in the field's text. */
  position?: { start: number; end: number }
  /** What the field's text would be, mended. */
  fix?: { label: string; text: string }
}
