import { NodeError } from '@/flow/define/node-error'
import type { End, Job } from './isolate/job'

type Failed = Exclude<End, { kind: 'done' }>

/** Why a call ended without a result, in words for whoever wrote the code. */
export function failureOf(end: Failed, job: Job): NodeError {
  const words = job.language === 'javascript' ? CODE : EXPRESSION
  const seconds = `${job.limits.cpuMs / 1_000} seconds`
  const megabytes = Math.round(job.limits.memoryBytes / 1_000_000)
  const at = 'line' in end && end.line !== null ? ` at line ${end.line}` : ''
  switch (end.kind) {
    case 'syntax':
      return failure('code_syntax', `${words.subject} can’t be read${at}: ${end.message}`, words.syntax)
    case 'threw':
      return failure('code_failed', `${words.subject} failed${at}: ${end.message}`, hintFor(end.message) ?? words.threw)
    case 'too-slow':
      return failure('code_too_slow', `${words.subject} was stopped${at.replace('at', 'near')} after ${seconds} of computing.`, words.slow)
    case 'too-much-memory':
      return failure(
        'code_too_much_memory',
        `${words.subject} was stopped${at}: it takes more than ${megabytes} MB of memory.`,
        words.memory,
      )
    case 'too-deep':
      return failure(
        'code_too_deep',
        `${words.subject} was stopped${at}: it calls itself too often, or works on data nested too deep.`,
        DEEP,
      )
    case 'never-ends':
      return failure('code_never_ends', `${words.subject} waits for something that never comes.`, NEVER)
    case 'not-data':
      return failure('code_not_data', `What is returned can’t be passed on: ${end.message}.`, 'Return texts, numbers, lists and records.')
    case 'output-too-large':
      return failure(
        'code_output_too_large',
        `What is returned takes more than ${job.limits.outputBytes / 1_000_000} MB.`,
        'Return less of it.',
      )
    case 'output-too-deep':
      return failure('code_output_too_deep', 'What is returned is nested too deep.', 'Return fewer levels of lists and records.')
    case 'crashed':
      return failure('code_crashed', `${words.subject} broke the engine that runs it.`, 'Simplify it, or do it in several steps.')
  }
}

export function inputTooLarge(most: number): NodeError {
  return failure('code_input_too_large', `The data takes more than ${most / 1_000_000} MB.`, 'Pick only what is needed of it.')
}

const CODE = {
  subject: 'The code',
  syntax: 'Look at this line and the one before it for a missing bracket, quote or comma.',
  threw: 'Compare with the input that the step shows for this run.',
  slow: 'Look for a loop that never ends. Under “More options” it can be given more time.',
  memory: 'Work on fewer items at a time. Under “More options” it can be given more memory.',
}

const EXPRESSION = {
  subject: 'The expression',
  syntax: 'Look there for a missing bracket, quote or operator.',
  threw: 'Compare with the data that the step shows for this run.',
  slow: 'It may call itself for ever. Under “More options” it can be given more time.',
  memory: 'Work on fewer items at a time.',
}

const DEEP = 'Use a loop in place of a function that calls itself.'
const NEVER =
  'Code has no timers and no network, so a promise is only settled by the code itself. Use other steps to wait or to call services.'

const ABSENT: readonly [RegExp, string][] = [
  [
    /'(fetch|XMLHttpRequest|WebSocket)' is not defined/,
    'Code can’t call services. Do that in a step before, such as HTTP request, and map its answer.',
  ],
  [
    /'(require|module|exports|process|Buffer|Deno)' is not defined|could not load module/,
    'Code has no packages, files or system; what JavaScript itself has is there.',
  ],
  [/'(setTimeout|setInterval|setImmediate|queueMicrotask)' is not defined/, 'Code has no timers. Use the step Wait.'],
  [/'(window|document|localStorage)' is not defined/, 'Code does not run in a browser; what JavaScript itself has is there.'],
  [
    /'(steps|trigger|item|vars)' is not defined/,
    'Data of other steps comes in through the inputs: add one, map it, and use it as input.name.',
  ],
]

function hintFor(message: string): string | undefined {
  const [, name] = /'([A-Za-z_]\w*)' is not defined/.exec(message) ?? []
  return ABSENT.find(([pattern]) => pattern.test(message))?.[1] ?? (name && `If ${name} is one of the inputs, write input.${name}.`)
}

function failure(code: string, message: string, hint: string): NodeError {
  return new NodeError(code, message, { retry: false, hint })
}
