/** What an isolate is asked, and what it answers. Data goes as JSON in bytes, in pieces where it is much. */
export type Job = {
  /** Whose code it is: what one workspace ran in never serves another. */
  workspaceId: string
  language: Language
  code: string
  limits: Limits
}

export type Language = 'javascript' | 'jsonata'

/** `wallMs`: by the clock, for what can't be counted otherwise, and for an isolate whose worker has died. */
export type Limits = { cpuMs: number; wallMs: number; memoryBytes: number; outputBytes: number }

export type Ask = { job?: Job; piece?: Uint8Array; last: boolean }

export type Answer = { piece: Uint8Array } | { end: End; logs: string[] }

/** `line` counts in the person's code, from 1. */
export type End =
  | { kind: 'done' }
  | { kind: 'syntax'; message: string; line: number | null }
  | { kind: 'threw'; message: string; line: number | null }
  | { kind: 'too-slow' | 'too-deep' | 'too-much-memory'; line: number | null }
  | { kind: 'never-ends' | 'output-too-large' | 'output-too-deep' | 'crashed' }
  | { kind: 'not-data'; message: string }

/** What a language gives back: JSON, or why not. */
export type Result = { text: string } | { end: Exclude<End, { kind: 'done' }> }
