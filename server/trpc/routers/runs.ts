import { z } from 'zod'
import { OutsideCallInput, outsideCallWhole } from '../../services/runs/call'
import { CalledRunsInput, calledRuns } from '../../services/runs/called'
import { CancelRunInput, cancelRun } from '../../services/runs/cancel'
import { CancelManyInput, cancelMany } from '../../services/runs/cancel-many'
import { CancelledByInput, cancelledBy } from '../../services/runs/cancelled-by'
import { ChosenRunsInput } from '../../services/runs/choose-runs'
import { continueRun } from '../../services/runs/continue'
import { ContinueRunInput } from '../../services/runs/continuing'
import { countChosen } from '../../services/runs/count-chosen'
import { RunEventsInput, runEvents } from '../../services/runs/events'
import { followRun } from '../../services/runs/follow'
import { followRuns } from '../../services/runs/follow-all'
import { GetRunInput, getRun } from '../../services/runs/get'
import { LastGoodRunInput, lastGoodRun } from '../../services/runs/last-good'
import { LatestRunInput, latestRun } from '../../services/runs/latest'
import { ListRunsInput, listRuns } from '../../services/runs/list'
import { lookAhead } from '../../services/runs/look-ahead'
import { RunsProgressInput, runsProgress } from '../../services/runs/progress'
import { RunReceiptInput, runReceipt } from '../../services/runs/receipt'
import { ResolveEffectInput, resolveEffect } from '../../services/runs/resolve'
import { RetryRunInput, retryRun } from '../../services/runs/retry'
import { RetryManyInput, retryMany } from '../../services/runs/retry-many'
import { StartRunInput, startRun } from '../../services/runs/start'
import { TestRunInput, testRun } from '../../services/runs/test'
import { RunVolumeInput, runVolume } from '../../services/runs/volume'
import { memberProcedure, router } from '../init'
import { trackedBy } from '../tracked-by'
import { untilGone } from '../until-gone'

/** `lastEventId` comes as text when the browser reconnects by itself. */
const FollowInput = z.strictObject({ id: z.uuid(), lastEventId: z.coerce.number().int().min(-1).nullish() })

export const runsRouter = router({
  test: memberProcedure.input(TestRunInput).mutation(({ ctx, input }) => testRun(ctx, input)),
  start: memberProcedure.input(StartRunInput).mutation(({ ctx, input }) => startRun(ctx, input)),
  list: memberProcedure.input(ListRunsInput).query(({ ctx, input }) => listRuns(ctx, input)),
  get: memberProcedure.input(GetRunInput).query(({ ctx, input }) => getRun(ctx, input)),
  cancelledBy: memberProcedure.input(CancelledByInput).query(({ ctx, input }) => cancelledBy(ctx, input)),
  called: memberProcedure.input(CalledRunsInput).query(({ ctx, input }) => calledRuns(ctx, input)),
  events: memberProcedure.input(RunEventsInput).query(({ ctx, input }) => runEvents(ctx, input)),
  onEvents: memberProcedure.input(FollowInput).subscription(async ({ ctx, input: { id, lastEventId }, signal }) => {
    const news = await followRun(ctx, { id, after: lastEventId ?? -1 }, untilGone(signal))
    return trackedBy(news, ({ from, events }) => from + events.length - 1)
  }),
  onChanges: memberProcedure.subscription(({ ctx, signal }) => followRuns(ctx, untilGone(signal))),
  cancel: memberProcedure.input(CancelRunInput).mutation(({ ctx, input }) => cancelRun(ctx, input)),
  retry: memberProcedure.input(RetryRunInput).mutation(({ ctx, input }) => retryRun(ctx, input)),
  lookAhead: memberProcedure.input(ContinueRunInput).query(({ ctx, input }) => lookAhead(ctx, input)),
  continue: memberProcedure.input(ContinueRunInput).mutation(({ ctx, input }) => continueRun(ctx, input)),
  retryMany: memberProcedure.input(RetryManyInput).mutation(({ ctx, input }) => retryMany(ctx, input)),
  cancelMany: memberProcedure.input(CancelManyInput).mutation(({ ctx, input }) => cancelMany(ctx, input)),
  // By POST: a thousand ids are more than an address may be long.
  countChosen: memberProcedure.input(ChosenRunsInput).mutation(({ ctx, input }) => countChosen(ctx, input)),
  progress: memberProcedure.input(RunsProgressInput).mutation(({ ctx, input }) => runsProgress(ctx, input)),
  latest: memberProcedure.input(LatestRunInput).query(({ ctx, input }) => latestRun(ctx, input)),
  volume: memberProcedure.input(RunVolumeInput).query(({ ctx, input }) => runVolume(ctx, input)),
  lastGood: memberProcedure.input(LastGoodRunInput).query(({ ctx, input }) => lastGoodRun(ctx, input)),
  receipt: memberProcedure.input(RunReceiptInput).query(({ ctx, input }) => runReceipt(ctx, input)),
  outsideCall: memberProcedure.input(OutsideCallInput).query(({ ctx, input }) => outsideCallWhole(ctx, input)),
  resolve: memberProcedure.input(ResolveEffectInput).mutation(({ ctx, input }) => resolveEffect(ctx, input)),
})
