import { ListThreadsInput, listThreads } from '../../services/comments/list'
import { RemoveCommentInput, removeComment } from '../../services/comments/remove'
import { ReplyInput, reply } from '../../services/comments/reply'
import { ResolveThreadInput, resolveThread } from '../../services/comments/resolve'
import { StartThreadInput, startThread } from '../../services/comments/start'
import { memberProcedure, router } from '../init'

export const commentsRouter = router({
  list: memberProcedure.input(ListThreadsInput).query(({ ctx, input }) => listThreads(ctx, input)),
  start: memberProcedure.input(StartThreadInput).mutation(({ ctx, input }) => startThread(ctx, input)),
  reply: memberProcedure.input(ReplyInput).mutation(({ ctx, input }) => reply(ctx, input)),
  resolve: memberProcedure.input(ResolveThreadInput).mutation(({ ctx, input }) => resolveThread(ctx, input)),
  remove: memberProcedure.input(RemoveCommentInput).mutation(({ ctx, input }) => removeComment(ctx, input)),
})
