"""Links that are passed on: coming by one is everybody's, the rest its owner's."""

from config.tests.permissions.rules import MEMBER, PUBLIC, SALMAS, Lines, answers

TABLE: dict[str, Lines] = {
    "links:follow": answers(PUBLIC.page("link_key"), 302),
    "own_links:home": MEMBER.page(),
    "own_links:add": MEMBER.act(path="/gigs/", label="card"),
    "own_links:word": MEMBER.act(word="a-word-of-mine"),
    "own_links:close": SALMAS.act("link_code"),
    "own_links:picture": SALMAS.page("link_code", "link_form"),
    "api:referral_links": MEMBER.api("referrals", get={}, post={"path": "/gigs/", "label": "x"}),
    "api:referral_link_close": SALMAS.api("referrals", "link_code", post={}),
    "api:referral_word": MEMBER.api("referrals", post={"word": "another-word"}),
    "api:referral_people": MEMBER.api("referrals", get={}),
}
