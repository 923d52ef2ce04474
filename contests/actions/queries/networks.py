"""Entry conditions that other networks forbid, each with where they say so. Read in November 2026.

A warning stops nothing: networks change their words, and an administrator may know better.
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING, Final

from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy

from contests.actions.choices import ActionKind, Network
from contests.actions.models import Action
from contests.calls.models import Contest

if TYPE_CHECKING:
    from django_stubs_ext import StrPromise

_META: Final = "https://www.facebook.com/policies_center/pages_groups_events"
_INSTAGRAM: Final = "https://help.instagram.com/179379842258600"
_YOUTUBE: Final = "https://support.google.com/youtube/answer/1620498"
_X: Final = "https://help.x.com/en/rules-and-policies/x-contest-rules"


@dataclass(frozen=True)
class NetworkRule:
    """What a network says about one kind of action, and where."""

    text: StrPromise | str
    source: str


_TAGGING: Final = gettext_lazy("“Tag your friends to enter” is forbidden there.")
_SHARING: Final = gettext_lazy("“Share on your timeline to enter” is forbidden there.")
_METRICS: Final = gettext_lazy("Nothing may be won for making numbers look larger than they are.")

NETWORK_RULES: Final[dict[str, dict[str, NetworkRule]]] = {
    Network.FACEBOOK: {
        ActionKind.POST: NetworkRule(_TAGGING, _META),
        ActionKind.SHARE: NetworkRule(_SHARING, _META),
    },
    Network.INSTAGRAM: {
        ActionKind.POST: NetworkRule(
            gettext_lazy("Nobody may be asked to tag people who aren't in the picture."),
            _INSTAGRAM,
        ),
        ActionKind.SHARE: NetworkRule(_SHARING, _META),
    },
    Network.YOUTUBE: {ActionKind.FOLLOW: NetworkRule(_METRICS, _YOUTUBE)},
    Network.X: {
        ActionKind.SHARE: NetworkRule(
            gettext_lazy("Asking for the same post again and again is forbidden there."), _X
        ),
    },
}
# Whose terms ask for a sentence in the contest's own.
_ASK_FOR_RELEASE: Final = (Network.FACEBOOK, Network.INSTAGRAM, Network.YOUTUBE)


def rules_against(action: Action) -> list[NetworkRule]:
    """Return what the action's network says against it."""
    found = NETWORK_RULES.get(action.network, {}).get(action.kind)
    rules = [found] if found else []
    if action.network in _ASK_FOR_RELEASE:
        source = _YOUTUBE if action.network == Network.YOUTUBE else _META
        text = _("Its terms want a sentence in yours: that it neither runs nor supports this.")
        rules.append(NetworkRule(text, source))
    return rules


def network_warnings(contest: Contest) -> list[tuple[Action, NetworkRule]]:
    """Return every warning about the contest's actions."""
    return [(one, rule) for one in contest.actions.all() for rule in rules_against(one)]
