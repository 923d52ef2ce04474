"""Forms of notifications."""

from __future__ import annotations

from collections.abc import Mapping

from django import forms

from marketplace.notifications.channels import CHANNELS, Channel
from marketplace.notifications.choices import Frequency, NotificationGroup


def channels_with_choice() -> list[Channel]:
    """Return the channels that leave a choice."""
    return [channel for channel in CHANNELS.values() if len(channel.frequencies) > 1]


def field_name(channel: str, group: str) -> str:
    """Return the name of the field for one group and channel."""
    return f"{channel}-{group}"


class PreferencesForm(forms.Form):
    """How often each channel brings each group. `chosen` holds frequencies by channel and group."""

    def __init__(
        self,
        data: Mapping[str, str] | None = None,
        *,
        chosen: Mapping[str, Mapping[str, str]],
    ) -> None:
        super().__init__(data)
        for channel in channels_with_choice():
            offered = [(item.value, item.label) for item in channel.frequencies]
            for group in NotificationGroup:
                default = channel.default_for(group)
                self.fields[field_name(channel.name, group)] = forms.ChoiceField(
                    label=group.label,
                    choices=offered,
                    required=False,
                    initial=chosen.get(channel.name, {}).get(group, default),
                    widget=forms.Select(attrs={"class": "select"}),
                )

    def frequencies(self, channel: str) -> dict[NotificationGroup, Frequency]:
        """Return what was chosen for a channel; only after is_valid(). What is left out stays."""
        given = {
            group: self.cleaned_data[field_name(channel, group)] for group in NotificationGroup
        }
        return {group: Frequency(value) for group, value in given.items() if value}


class DeviceForm(forms.Form):
    """What a browser says when push is switched on."""

    endpoint = forms.CharField(max_length=700)
    p256dh = forms.CharField(max_length=128)
    auth = forms.CharField(max_length=48)


class EndpointForm(forms.Form):
    """The browser that is switched off."""

    endpoint = forms.CharField(max_length=700)
