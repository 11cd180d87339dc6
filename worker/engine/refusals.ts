import type { StepError } from '@/flow/engine/events'

/** Why a run is ended without a look at what it did, in words. */
export const NO_VERSION: StepError = {
  code: 'no_version',
  message: 'The version of the flow this run belongs to can’t be read any more.',
  hint: 'Start the flow again: it runs in the version that is live now.',
}

export function quarantined(losses: number): StepError {
  return {
    code: 'quarantined',
    message: `KAOS broke down ${losses} times in a row while it worked on this run, so the run was stopped.`,
    hint: 'Look at the step it was at: it may use far too much memory. Change the flow, then run it again.',
  }
}
