import { AvailableRunsInput, availableRuns } from '../../services/what-if/available'
import { CancelWhatIfInput, cancelWhatIf } from '../../services/what-if/cancel'
import { FollowWhatIfInput, followWhatIf } from '../../services/what-if/follow'
import { GetWhatIfInput, getWhatIf } from '../../services/what-if/get'
import { LatestWhatIfInput, latestWhatIf } from '../../services/what-if/latest'
import { WhatIfResultInput, whatIfResultOf } from '../../services/what-if/result'
import { WhatIfResultsInput, whatIfResults } from '../../services/what-if/results'
import { StartWhatIfInput, startWhatIf } from '../../services/what-if/start'
import { memberProcedure, router } from '../init'
import { untilGone } from '../until-gone'

export const whatIfRouter = router({
  available: memberProcedure.input(AvailableRunsInput).query(({ ctx, input }) => availableRuns(ctx, input)),
  start: memberProcedure.input(StartWhatIfInput).mutation(({ ctx, input }) => startWhatIf(ctx, input)),
  cancel: memberProcedure.input(CancelWhatIfInput).mutation(({ ctx, input }) => cancelWhatIf(ctx, input)),
  get: memberProcedure.input(GetWhatIfInput).query(({ ctx, input }) => getWhatIf(ctx, input)),
  latest: memberProcedure.input(LatestWhatIfInput).query(({ ctx, input }) => latestWhatIf(ctx, input)),
  results: memberProcedure.input(WhatIfResultsInput).query(({ ctx, input }) => whatIfResults(ctx, input)),
  result: memberProcedure.input(WhatIfResultInput).query(({ ctx, input }) => whatIfResultOf(ctx, input)),
  onProgress: memberProcedure
    .input(FollowWhatIfInput)
    .subscription(({ ctx, input, signal }) => followWhatIf(ctx, input, untilGone(signal))),
})
