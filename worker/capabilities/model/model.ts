import { createOpenAICompatible } from '@ai-sdk/openai-compatible'
import { APICallError, generateText, jsonSchema, Output } from 'ai'
import type { Capabilities } from '@/flow/define/capabilities'
import { NodeError } from '@/flow/define/node-error'
import { JsonSchema } from '@/flow/json'

export type ModelSettings = { url: string; name: string; apiKey?: string }

export type ModelTransport = { forStep(step: { signal: AbortSignal }): NonNullable<Capabilities['model']> }

const PATIENCE_MS = 60_000

/** Any OpenAI-compatible endpoint. It gets no tools: whatever it answers is data in the shape that was asked for. */
export function openModel({ url, name, apiKey }: ModelSettings): ModelTransport {
  const provider = createOpenAICompatible({
    name: 'model',
    baseURL: url,
    apiKey,
    fetch: fetchOnly(new URL(url).host),
    supportsStructuredOutputs: true,
  })
  return {
    forStep: ({ signal }) => ({
      async answer({ system, prompt, schema }) {
        try {
          const { output } = await generateText({
            model: provider(name),
            system,
            prompt,
            output: Output.object({ schema: jsonSchema(schema) }),
            temperature: 0,
            maxRetries: 0,
            abortSignal: AbortSignal.any([signal, AbortSignal.timeout(PATIENCE_MS)]),
          })
          return JsonSchema.parse(output)
        } catch (error) {
          signal.throwIfAborted()
          throw failure(error)
        }
      },
    }),
  }
}

/** The key goes to the configured host and nowhere else, redirects included. */
function fetchOnly(host: string): typeof fetch {
  return (input, init) => {
    const url = new URL(input instanceof Request ? input.url : input)
    if (url.host !== host) throw new NodeError('model_blocked', 'The model may only be asked at the configured address.', { retry: false })
    return fetch(url, { ...init, redirect: 'error' })
  }
}

function failure(error: unknown): NodeError {
  if (error instanceof NodeError) return error
  if (APICallError.isInstance(error)) {
    const status = error.statusCode === undefined ? 'nothing' : String(error.statusCode)
    return new NodeError('model_failed', `The model’s service answered ${status}.`, {
      retry: error.isRetryable,
      hint: 'Whoever runs KAOS can check MODEL_URL, MODEL_NAME and MODEL_API_KEY.',
    })
  }
  return new NodeError('model_failed', 'The model gave no answer in the shape that was asked for.', {
    retry: false,
    hint: 'Run it again. If it stays so, ask for less at once, or for simpler values.',
  })
}
