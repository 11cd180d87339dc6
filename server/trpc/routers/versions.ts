import { GetVersionInput, getVersion } from '../../services/versions/get'
import { ListVersionsInput, listVersions } from '../../services/versions/list'
import { PublishVersionInput, publishVersion } from '../../services/versions/publish'
import { RestoreVersionInput, restoreVersion } from '../../services/versions/restore'
import { memberProcedure, router } from '../init'

export const versionsRouter = router({
  publish: memberProcedure.input(PublishVersionInput).mutation(({ ctx, input }) => publishVersion(ctx, input)),
  list: memberProcedure.input(ListVersionsInput).query(({ ctx, input }) => listVersions(ctx, input)),
  get: memberProcedure.input(GetVersionInput).query(({ ctx, input }) => getVersion(ctx, input)),
  restore: memberProcedure.input(RestoreVersionInput).mutation(({ ctx, input }) => restoreVersion(ctx, input)),
})
