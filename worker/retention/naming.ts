/** Columns outside of runs that may name a file. A test holds that each column of a kind that could is here or in NOT_NAMING. */
export const NAMING: readonly (readonly [table: string, column: string, kind: 'text' | 'bytes'])[] = [
  ['draft', 'state', 'bytes'],
  ['draft_update', 'update', 'bytes'],
  ['version', 'graph', 'text'],
  ['memory_item', 'value', 'text'],
  ['sandbox_record', 'body', 'text'],
  ['refused_mail', 'file_id', 'text'],
  ['callback', 'result', 'text'],
  ['trigger', 'config', 'text'],
  ['trigger', 'state', 'text'],
]

/** Of a run, and so noted in `run_file`; sealed, of the audit, or never about files. */
export const NOT_NAMING = [
  'approval_decision.edits',
  'approval_message.reference',
  'approval_message.target',
  'ask.answer',
  'ask.detail',
  'ask.problem',
  'audit_event.actor',
  'audit_event.detail',
  'callback.config',
  'connection.sealed',
  'connection.settings',
  'journal.events',
  'oauth_attempt.sealed',
  'outside_call.sealed',
  'outside_call.summary',
  'run.error',
  'run.input',
  'run.reply',
  'run.started_by',
  'wait.request',
  'wait.result',
  'workspace.retention',
  'workspace_key.wrapped',
]
