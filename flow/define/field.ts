import 'zod'

/** How a parameter is shown and resolved; set with zod's `.meta()`, read from the manifest's JSON Schema. */
export type FieldMeta = {
  title?: string
  description?: string
  /** To the right of the label: `optional`, `people, roles or a channel`. */
  hint?: string
  placeholder?: string
  /** What a card says in its place as long as it is empty; its title, if left out. */
  gap?: string
  control?:
    | 'text'
    | 'textarea'
    | 'number'
    | 'switch'
    | 'select'
    | 'json'
    | 'rules'
    | 'cases'
    | 'pairs'
    /** A list of records in rows: one to three fields, the second a choice. */
    | 'rows'
    | 'duration'
    | 'datetime'
    | 'cron'
    | 'weekdays'
    | 'timezone'
    | 'choice'
    | 'approvers'
    /** A flow of the workspace that can be called. */
    | 'flow'
    /** What the chosen flow takes, one mapping each. */
    | 'inputs'
    | 'file'
    /** Text in a language of its own, with line numbers. */
    | 'code'
  /** What one of its rows is called, where that is not a rule: “Add a field”. */
  noun?: string
  /** Labels of an enum's values. */
  options?: Record<string, string>
  /** Their labels in a sentence where another parameter is 1: `1 hour`. */
  singular?: { param: string; options: Record<string, string> }
  /** Shown only when another parameter has one of these values. */
  showIf?: ShowIf
  advanced?: boolean
  /** Of a connection: sealed, never shown again. */
  secret?: boolean
  /** Of a connection: says where its secrets are sent, or how safely. Whoever changes it has to give them again. */
  target?: boolean
  /** Choices that only the app knows (channels, accounts): the name of one of the action's `choices`. */
  choices?: string
  /** Of an output, where parameters decide what it is: it is what this one is … */
  likeParam?: string
  /** … or a record with a field for each row of this one, called by its `name`. */
  fieldsFrom?: string
  /** Of a part of an output: one of the items of this parameter as it was, or (`listOf`) a list of some of them. */
  itemOf?: string
  listOf?: string
  /** Takes files, one or a list of them, and nothing else. */
  files?: boolean
  /** `literal`: never a mapping. `iteration`: resolved inside each iteration of a container. Default: resolved before the run. */
  resolve?: 'literal' | 'iteration'
}

export type ShowIf = { param: string; in: readonly (string | number | boolean)[] }

declare module 'zod' {
  interface GlobalMeta extends FieldMeta {}
}
