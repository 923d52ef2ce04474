"""Addresses of sponsorships."""

from django.urls import path

from marketplace.core import converters  # noqa: F401  registers <public_id:…>
from referrals.sponsorships.views import desk, desk_books, own

app_name = "sponsorships"
ONE = "sponsorships/<public_id:public_id>/"
BOOK = "desk/sponsorships/rules/<slug:country>/"
urlpatterns = [
    path("sponsorships/", own.mine, name="mine"),
    path("sponsorships/new/", own.ask, name="ask"),
    path(ONE, own.one, name="one"),
    path(f"{ONE}agree/", own.agree, name="agree"),
    path(f"{ONE}decline/", own.decline, name="decline"),
    path(f"{ONE}withdraw/", own.withdraw, name="withdraw"),
    path(f"{ONE}start/", own.start, name="start"),
    path(f"{ONE}word/", own.word, name="word"),
    path(f"{ONE}proof/", own.proof, name="proof"),
    path(f"{ONE}appeal/", own.appeal, name="appeal"),
    path("desk/sponsorships/", desk.listing, name="desk"),
    path("desk/sponsorships/invite/", desk.invite, name="desk_invite"),
    path("desk/sponsorships/rules/", desk_books.books, name="desk_books"),
    path(BOOK, desk_books.book, name="desk_book"),
    path(f"{BOOK}reset/", desk_books.reset, name="desk_book_reset"),
    path("desk/sponsorships/<public_id:public_id>/terms/", desk.terms, name="desk_terms"),
    path("desk/sponsorships/<public_id:public_id>/fund/", desk.fund, name="desk_fund"),
    path("desk/sponsorships/<public_id:public_id>/confirm/", desk.confirm, name="desk_confirm"),
    path("desk/sponsorships/<public_id:public_id>/return/", desk.give_back, name="desk_return"),
    path("desk/sponsorships/<public_id:public_id>/refuse/", desk.refuse, name="desk_refuse"),
]
