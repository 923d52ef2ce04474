"""Names of closed lists in the API's schema, for parts that came late to `base`."""

API_NAMES = {
    "RingCaseKindEnum": "community.rings.choices.CaseKind",
    "RingCaseStateEnum": "community.rings.choices.RingState",
    "RingAppealOutcomeEnum": "community.rings.choices.AppealOutcome",
    "TrophyTierEnum": "community.trophies.choices.Tier",
    "TrophyStateEnum": "community.trophies.choices.TrophyState",
    "TrophyPolicyEnum": "community.trophies.choices.Policy",
    "TrophySeasonEnum": "community.trophies.choices.Season",
    "TrophyDrawingEnum": "community.trophies.choices.Drawing",
}
