import { listInvitations } from '../../services/members/invitations'
import { InviteMemberInput, inviteMember } from '../../services/members/invite'
import { listMembers } from '../../services/members/list'
import { RemoveMemberInput, removeMember } from '../../services/members/remove'
import { RevokeInvitationInput, revokeInvitation } from '../../services/members/revoke-invitation'
import { SetMemberRoleInput, setMemberRole } from '../../services/members/set-role'
import { memberProcedure, router } from '../init'

export const membersRouter = router({
  list: memberProcedure.query(({ ctx }) => listMembers(ctx)),
  setRole: memberProcedure.input(SetMemberRoleInput).mutation(({ ctx, input }) => setMemberRole(ctx, input)),
  remove: memberProcedure.input(RemoveMemberInput).mutation(({ ctx, input }) => removeMember(ctx, input)),
  invite: memberProcedure.input(InviteMemberInput).mutation(({ ctx, input }) => inviteMember(ctx, input)),
  invitations: memberProcedure.query(({ ctx }) => listInvitations(ctx)),
  revokeInvitation: memberProcedure.input(RevokeInvitationInput).mutation(({ ctx, input }) => revokeInvitation(ctx, input)),
})
