"""What the two sides settle about the money: refunds by agreement, extras, complaints."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from marketplace.orders import services
from marketplace.orders.choices import Move
from marketplace.orders.forms import ComplaintForm, ExtraForm, FreeReasonForm, NoForm, RefundForm
from marketplace.orders.views.acts import Act, view_of

propose_refund = view_of(
    Act(
        move=Move.PROPOSE_REFUND,
        verb=services.propose_refund,
        form=RefundForm,
        title=_("Propose a refund"),
        text=_("A part of the money goes back to the client, if the other side agrees."),
        button=_("Propose it"),
        said=_("Proposed. The other side has been asked."),
    )
)
withdraw_refund = view_of(
    Act(
        move=Move.WITHDRAW_REFUND,
        verb=services.withdraw_refund,
        form=NoForm,
        title=_("Take the proposal back"),
        text=_("The order goes on as before."),
        button=_("Take it back"),
        said=_("The proposal is taken back."),
    )
)
accept_refund = view_of(
    Act(
        move=Move.ACCEPT_REFUND,
        verb=services.accept_refund,
        form=NoForm,
        title=_("Accept the refund"),
        text=_("The money goes back at once. This can't be undone."),
        button=_("Accept the refund"),
        said=_("Done. The money went back."),
    )
)
refuse_refund = view_of(
    Act(
        move=Move.REFUSE_REFUND,
        verb=services.refuse_refund,
        form=FreeReasonForm,
        title=_("Decline the refund"),
        text=_("The order goes on as before."),
        button=_("Decline"),
        said=_("Declined. The other side has been told."),
    )
)
propose_extra = view_of(
    Act(
        move=Move.PROPOSE_EXTRA,
        verb=services.propose_extra,
        form=ExtraForm,
        title=_("Propose an extra"),
        text=_("More work for more money: its days are added to the deadline once it is paid."),
        button=_("Propose it"),
        said=_("Proposed. The other side has been asked."),
    )
)
withdraw_extra = view_of(
    Act(
        move=Move.WITHDRAW_EXTRA,
        verb=services.withdraw_extra,
        form=NoForm,
        title=_("Take the extra back"),
        text=_("The order goes on as before."),
        button=_("Take it back"),
        said=_("The extra is taken back."),
    )
)
agree_extra = view_of(
    Act(
        move=Move.AGREE_EXTRA,
        verb=services.agree_extra,
        form=NoForm,
        title=_("Agree to the extra"),
        text=_("The client then pays for it, and its days are added to your deadline."),
        button=_("Agree"),
        said=_("Agreed. The client has been asked to pay."),
    )
)
refuse_extra = view_of(
    Act(
        move=Move.REFUSE_EXTRA,
        verb=services.refuse_extra,
        form=FreeReasonForm,
        title=_("Decline the extra"),
        text=_("The order goes on as before."),
        button=_("Decline"),
        said=_("Declined. The other side has been told."),
    )
)
complain = view_of(
    Act(
        move=Move.COMPLAIN,
        verb=services.complain,
        form=ComplaintForm,
        title=_("Ask support for a refund"),
        text=_("A refund by agreement is quicker. If that fails, support hears both sides."),
        button=_("Send it to support"),
        said=_("Support has it. You are told what was decided, and why."),
    )
)
withdraw_complaint = view_of(
    Act(
        move=Move.WITHDRAW_COMPLAINT,
        verb=services.withdraw_complaint,
        form=NoForm,
        title=_("Take the complaint back"),
        text=_("Nothing changes, and the money clears on its day."),
        button=_("Take it back"),
        said=_("The complaint is taken back."),
    )
)
