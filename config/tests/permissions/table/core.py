"""Pages that know everybody, and machines' doors."""

from config.tests.permissions.rules import PUBLIC, Kind, Lines, Rule, answers

TABLE: dict[str, Lines] = {
    "home": PUBLIC.page(),
    "healthz": PUBLIC.page(),
    "readyz": answers(PUBLIC.page(), 503),
    "metrics": Rule(kind=Kind.MACHINE, calls={"GET": {}}),
    "robots": PUBLIC.page(),
    "public_media": answers(PUBLIC.page("nothing"), 404),
    "core:styleguide": PUBLIC.page(),
    "core:set_theme": PUBLIC.act(theme="dark"),
    "api:schema": PUBLIC.page(),
    "api:docs": PUBLIC.page(),
    "gateway_webhook": Rule(kind=Kind.MACHINE, args=("sandbox",), calls={"POST": {}}),
}
