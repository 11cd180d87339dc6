import { GetVersionInput, getVersion } from '../../services/versions/get'
import { ListVersionsInput, listVersions } from '../../services/versions/list'
import { LookAtMoveInput, lookAtMove } from '../../services/versions/look-at-move'
import { MoveRunsInput, moveRuns } from '../../services/versions/move-runs'
import { PublishVersionInput, publishVersion } from '../../services/versions/publish'
import { RestoreVersionInput, restoreVersion } from '../../services/versions/restore'
import { WaitingRunsInput, waitingRuns } from '../../services/versions/waiting'
import { memberProcedure, router } from '../init'

export const versionsRouter = router({
  publish: memberProcedure.input(PublishVersionInput).mutation(({ ctx, input }) => publishVersion(ctx, input)),
  list: memberProcedure.input(ListVersionsInput).query(({ ctx, input }) => listVersions(ctx, input)),
  get: memberProcedure.input(GetVersionInput).query(({ ctx, input }) => getVersion(ctx, input)),
  waiting: memberProcedure.input(WaitingRunsInput).query(({ ctx, input }) => waitingRuns(ctx, input)),
  lookAtMove: memberProcedure.input(LookAtMoveInput).query(({ ctx, input }) => lookAtMove(ctx, input)),
  moveRuns: memberProcedure.input(MoveRunsInput).mutation(({ ctx, input }) => moveRuns(ctx, input)),
  restore: memberProcedure.input(RestoreVersionInput).mutation(({ ctx, input }) => restoreVersion(ctx, input)),
})
