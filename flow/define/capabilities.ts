import type { Json, JsonObject } from '@/flow/json'
import type { OpenedDocument, RenderedPage, XmlElement } from './document'
import type { FileRef } from './file-ref'

/**
 * The only hands a node has. The worker implements them (worker/capabilities); a node never imports a client.
 * Egress guard, host binding of secrets, retries, redaction, recording and test replies live behind these.
 */
export type HttpRequest = {
  method: string
  url: string
  headers?: Record<string, string>
  query?: Record<string, string>
  /** JSON is sent as JSON, text as it is. */
  body?: { json: Json } | { text: string; contentType: string } | { file: FileRef; contentType: string }
  timeoutMs?: number
  followRedirects?: boolean
}

export type HttpResponse = {
  status: number
  headers: Record<string, string>
  /** Parsed when the answer says JSON, a `{ $file }` reference when it is binary, else text. */
  body: Json
  durationMs: number
}

export type Reply = { status: number; headers: Record<string, string>; body: Json }

export type Delivery = { delivered: boolean; note?: string }

export type OutgoingMail = {
  /** Each entry is an address, `Name <address>`, or several with commas. */
  to: readonly string[]
  cc?: readonly string[]
  replyTo?: string
  subject: string
  text: string
  html?: string
  attachments?: readonly FileRef[]
  /** The same for every attempt: it makes the Message-ID, by which a repeat can be recognised. */
  key?: string
}

/** `prompt` may hold text from outside: the answer is data in the shape of `schema`, never an action. */
export type ModelRequest = { system: string; prompt: string; schema: JsonObject }

export type Memory = {
  recall(collection: string, key: string): Promise<Json[]>
  remember(collection: string, key: string, value: Json): Promise<void>
}

/**
 * Code of the person who drew the flow, its data, and what it may take at most. `inputBytes`: the data as JSON, in place of
 * `input`, for whoever has it in bytes.
 */
export type Computation = { code: string; input: Json; inputBytes?: readonly Uint8Array[]; seconds: number; memoryMb: number }

export type Callbacks = {
  /** The link of this step: the same one however often it is made. `config` says how whoever uses it proves who it is. */
  link(proof: { config: JsonObject; connectionId: string | null }): Promise<string>
  /** The link at this address, which this run has to have made, and what came there, if something did. */
  find(url: string): Promise<{ id: string; result: Json }>
}

export type Flows = {
  /** Starts the live version of a flow that waits to be called; each attempt of a step starts one run, however often it is repeated. */
  call(call: { flowId: string; input: JsonObject; awaited: boolean }): Promise<{ runId: string }>
}

/** One change of what a flow keeps under a key. `append` keeps the last `most` entries of a list. */
export type StateChange =
  | { do: 'set'; value: Json }
  | { do: 'increment'; by: number }
  | { do: 'append'; value: Json; most: number }
  | { do: 'delete' }

/** Undefined: nothing is kept under the key. */
export type Kept = Json | undefined

export type FlowState = {
  get(key: string): Promise<Kept>
  /** Made once for a step, however often the step is repeated; a repeat gets what the first time gave. */
  change(key: string, change: StateChange): Promise<{ before: Kept; after: Kept }>
}

export type Capabilities = {
  http: { send(request: HttpRequest): Promise<HttpResponse> }
  files: {
    read(ref: FileRef): Promise<Uint8Array>
    write(file: { name: string; contentType: string; bytes: Uint8Array }): Promise<FileRef>
  }
  /** Opens a PDF, a picture or XML by what its bytes are, never by its name. */
  documents: {
    open(file: FileRef): Promise<OpenedDocument>
    /** Reads XML in a process of its own; document types and entities are refused. */
    xml(text: string): Promise<XmlElement>
    /** Its first pages as pictures for people; none where there is nothing to draw. */
    render(file: FileRef): Promise<RenderedPage[]>
  }
  /** What earlier runs of this workspace noted. Null where nothing is to be kept. */
  memory: Memory | null
  /** What this flow keeps from run to run. Null outside of a run. */
  state: FlowState | null
  /** Null when no model is configured. */
  model: { answer(request: ModelRequest): Promise<Json> } | null
  /** Runs what a person has written, where it reaches nothing else. */
  compute: { javascript(computation: Computation): Promise<Json>; jsonata(computation: Computation): Promise<Json> }
  /** `zone`: the flow's time zone, in which a time without one is meant. */
  clock: { now(): Date; zone: string }
  mail: {
    /** `refused`: addresses the server did not take while it took others. */
    send(mail: OutgoingMail): Promise<{ messageId: string; refused: string[] }>
    /** Signs in at the account's servers and says whose it is. */
    verify(): Promise<{ account: string }>
  }
  /** Answers the caller of the trigger, once; `note` says what became of it. */
  reply: { send(reply: Reply): Promise<Delivery> }
  callbacks: Callbacks
  flows: Flows
}
