"""Refusals of gigs."""

from __future__ import annotations

from django.utils.translation import gettext_lazy as _

from marketplace.core.errors import Conflict, Invalid, NotFound, PermissionRefused


class GigNotFound(NotFound):
    code = "gig_not_found"
    message = _("This gig doesn't exist, or it can't be seen now.")


class PackageNotFound(NotFound):
    code = "package_not_found"
    message = _("This package is no longer on offer.")


class ExtraNotFound(NotFound):
    code = "extra_not_found"
    message = _("One of the extras is no longer on offer. Choose again.")


class NotYourGig(PermissionRefused):
    code = "not_your_gig"
    message = _("Only the seller of this gig may do this.")


class NotAnEditor(PermissionRefused):
    code = "not_an_editor"
    message = _("Only an editor may do this.")


class OwnGigNotDecided(PermissionRefused):
    code = "own_gig_not_decided"
    message = _("Another editor must decide about your own gig.")


class GigOutOfView(Conflict):
    code = "gig_out_of_view"
    message = _("Moderators took this service out of view. You can appeal under “Your standing”.")


class GigStateRefused(Conflict):
    code = "gig_state_refused"
    message = _("This can't be done while the gig is in the state “%(state)s”.")


class GigHandedInAnew(Conflict):
    """What the editor has read isn't what lies there now."""

    code = "gig_handed_in_anew"


class GigLocked(Conflict):
    code = "gig_locked"
    message = _("The gig lies with an editor. Take it back first, then change it.")


class GigDeclinedReopenFirst(Conflict):
    code = "gig_declined_reopen_first"
    message = _("The gig was declined. Reopen it as a draft first, then change it.")


class GigIncomplete(Conflict):
    """Holds `missing`, the names of what is missing, in the order of the editor's steps."""

    code = "gig_incomplete"
    message = _("Before it can go out, the gig still needs: %(missing)s.")
    status = 422


class GigPublishedNotDeleted(Conflict):
    code = "gig_published_not_deleted"
    message = _("A gig that was published can be paused, but not deleted.")


class SellerNotTakingWork(Conflict):
    code = "seller_not_taking_work"
    message = _("The seller is not taking work at the moment.")


class NoPackageOffered(Invalid):
    code = "no_package_offered"
    message = _("A gig needs at least one package with a price and delivery days.")


class PackagesOutOfOrder(Invalid):
    code = "packages_out_of_order"
    message = _("A larger package must cost more than a smaller one.")


class PriceOutOfRange(Invalid):
    code = "price_out_of_range"
    message = _("Set a price from %(low)s to %(high)s.")


class PieceOutOfRange(Invalid):
    """A number or a text left the limits that the forms show."""

    code = "piece_out_of_range"
    message = _("One of the values is beyond its limits.")


class ChoicesTooFew(Invalid):
    code = "choices_too_few"
    message = _("A question with choices needs at least two of them.")


class UnknownCategory(Invalid):
    code = "unknown_category"
    message = _("Choose a category from the list.")


class TooManyImages(Conflict):
    code = "too_many_images"
    message = _("A gig shows up to %(limit)s pictures. Remove one first.")


class ImageNotFound(NotFound):
    code = "gig_image_not_found"
    message = _("This picture was removed already.")


class ImageCantMove(Conflict):
    code = "gig_image_cant_move"
    message = _("The picture is at the end of the row already.")


class ReasonMissing(Invalid):
    code = "reason_missing"
    message = _("Write to the seller what to change and why.")


class SellerOnVacation(Conflict):
    code = "seller_on_vacation"
    message = _("The freelancer is on vacation and takes orders again from %(day)s.")
