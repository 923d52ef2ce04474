"""Addresses of the election."""

from django.urls import path

from community.laurels.views import candidates, desk, public, voting
from marketplace.core import converters  # noqa: F401  registers <public_id:…>

app_name = "laurels"
YEAR = "gurus/year/<int:year>/"
ONE = "<public_id:public_id>/"
OWN = f"gurus/year/candidacies/{ONE}"
DESK = f"desk/laurels/{ONE}"
urlpatterns = [
    path("gurus/year/", public.hall, name="hall"),
    path(YEAR, public.election, name="election"),
    path(f"{YEAR}nominate/", candidates.nominate, name="nominate"),
    path(f"{YEAR}vote/", voting.vote, name="vote"),
    path(f"{YEAR}check/", public.check, name="check"),
    path(f"{YEAR}ballots.csv", public.ballots_csv, name="ballots_csv"),
    path(f"{YEAR}ballots.json", public.ballots_json, name="ballots_json"),
    path(OWN, candidates.candidacy, name="candidacy"),
    path(f"{OWN}accept/", candidates.accept, name="accept"),
    path(f"{OWN}decline/", candidates.decline, name="decline"),
    path(f"{OWN}step-back/", candidates.step_back, name="step_back"),
    path("desk/laurels/", desk.home, name="desk"),
    path("desk/laurels/prepare/", desk.prepare, name="desk_prepare"),
    path(DESK, desk.election, name="desk_election"),
    path(f"{DESK}change/", desk.change, name="desk_change"),
    path(f"{DESK}prizes/", desk.prizes, name="desk_prizes"),
    path(f"{DESK}open/", desk.open_it, name="desk_open"),
    path(f"{DESK}confirm/", desk.confirm, name="desk_confirm"),
    path(f"{DESK}cancel/", desk.cancel, name="desk_cancel"),
]
