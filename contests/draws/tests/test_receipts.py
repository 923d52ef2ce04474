"""Three checks of a receipt, each written apart: the platform's, the program's, the page's."""

from __future__ import annotations

import json
import random
import re
import shutil
import subprocess
import sys
from collections.abc import Iterator
from io import StringIO
from pathlib import Path
from typing import Any

import pytest
from django.core.management import call_command

from contests.draws.queries import verify_receipt
from contests.draws.tests.receipts import PROGRAM, SCRIPT, made, program, read, text_of

NODE = shutil.which("node")
DRAWS = 1_000


def test_a_thousand_draws_recomputed_by_the_program_are_all_equal() -> None:
    alone = program()
    equal = 0
    for seed in range(DRAWS):
        text = text_of(made(seed))
        winners, faults = alone.verify(text)
        verdict = verify_receipt(text)
        assert (faults, verdict.faults) == ([], []), seed
        equal += winners == verdict.winners == read(text)["winners"]
    assert equal == DRAWS


def changes(text: str) -> Iterator[tuple[str, str]]:
    """Yield (what, text) for one byte changed in every field, and for what hides from a digest."""
    content = read(text)
    spots = {name: text.index(f'"{name}":') + len(name) + 3 for name in content}
    for name, start in spots.items():
        for match in re.finditer(r"[0-9A-Za-z]", text[start:]):
            at = start + match.start()
            other = "1" if text[at] == "0" else "0" if text[at].isdigit() else "x"
            other = other if other != text[at] else "y"
            yield name, text[:at] + other + text[at + 1 :]
            break
    yield "space", text.replace(":", ": ", 1)
    yield "no line feed", text.rstrip("\n")
    yield "two line feeds", text + "\n"
    yield "mark", "\ufeff" + text
    yield "key", text.replace("{", '{"more":1,', 1)


def resealed(content: dict[str, Any]) -> Iterator[tuple[str, str]]:
    """Yield receipts that were changed by somebody who knows how to write a digest."""

    def but(**changed: Any) -> str:
        return text_of({**content, **changed})

    tickets, first = content["tickets"], content["winners"][0]
    longer = tickets["list"].replace("tickets ", "tickets 1", 1)
    yield "secret", but(secret="11" * 32)
    yield "commitment", but(commitment="11" * 32)
    yield "value", but(value=content["value"] + "0")
    yield "list", but(tickets={**tickets, "list": longer})
    yield "digest", but(tickets={**tickets, "sha256": "0" * 64})
    yield "contest", but(contest="0" * 12)
    yield "winner", but(winners=[{**first, "participant": "0" * 12}, *content["winners"][1:]])
    yield "label", but(winners=[{**first, "label": "none"}, *content["winners"][1:]])
    yield "no winner", but(winners=[])
    yield "order", but(order=content["order"][::-1] + content["order"][:1])
    yield "places", but(places=content["places"] + 50, winners=content["winners"][:-1])
    yield "passed", but(passed=[{"place": 1, "participant": "0" * 12, "reason": "unreachable"}])
    yield "moments", but(closed_at="2031-01-01T00:00:00Z")
    yield "moment", but(closed_at="2025-01-05 00:00:00")
    yield "version", but(version=2)
    yield "format", but(format="another")
    yield "kind", but(source={"kind": "dice"})
    yield "source", but(source={**content["source"], "more": 1})
    yield "type", but(tickets=[])
    if content["source"]["kind"] == "drand":
        yield "round", but(source={**content["source"], "round": 1})
        yield "chain", but(source={**content["source"], "chain": "0" * 64})
        yield "signature", but(signature="00" * 48)
    else:
        yield "unnamed", but(source={**content["source"], "name": ""})
        yield "signed", but(signature="00" * 48)


def forged() -> list[tuple[str, str]]:
    found = []
    for seed in (4, 5, 12, 13):
        content = made(seed)
        found += list(changes(text_of(content))) + list(resealed(content))
    return found


def test_one_byte_changed_in_any_field_is_refused_by_all() -> None:
    alone = program()
    told = forged()
    assert {name for name, _text in told} >= set(made(4)) | {"sha256"}
    for what, text in told:
        assert verify_receipt(text).faults, what
        assert alone.verify(text)[1], what


@pytest.mark.parametrize(
    "text", ["", "[]", "null", "{}", "1", '"x"', "{", '{"format":"wazzifni-draw"}', "\x00", "[[["]
)
def test_what_is_no_receipt_is_refused_and_breaks_nothing(text: str) -> None:
    assert verify_receipt(text).faults
    assert program().verify(text)[1]


def test_noise_in_a_receipt_breaks_no_check() -> None:
    alone, chance = program(), random.Random(7)  # noqa: S311
    text = text_of(made(5))
    for _time in range(300):
        at = chance.randrange(len(text))
        noisy = text[:at] + chr(chance.randrange(1, 0xD7FF)) + text[at + 1 :]
        if noisy != text:
            assert verify_receipt(noisy).faults
            assert alone.verify(noisy)[1]


@pytest.mark.skipif(
    NODE is None, reason="no Node on this machine; the journey runs it in a browser"
)
def test_the_page_s_script_agrees(tmp_path: Path) -> None:
    good = [text_of(made(seed)) for seed in range(60)]
    bad = [text for _name, text in forged()]
    (tmp_path / "texts.json").write_text(json.dumps([*good, *bad]), encoding="utf-8")
    source, texts = json.dumps(str(SCRIPT)), json.dumps(str(tmp_path / "texts.json"))
    run = f"""
      const fs = require("fs");
      eval(fs.readFileSync({source}, "utf8"));
      (async () => {{
        const texts = JSON.parse(fs.readFileSync({texts}, "utf8"));
        const found = [];
        for (const text of texts) found.push(await globalThis.wazzifniDraw.verify(text));
        console.log(JSON.stringify(found));
      }})();
    """
    done = subprocess.run([str(NODE), "-e", run], capture_output=True, text=True, check=True)
    found = json.loads(done.stdout)
    for text, verdict in zip(good, found, strict=False):
        assert (verdict["faults"], verdict["winners"]) == ([], read(text)["winners"])
    assert all(verdict["faults"] for verdict in found[len(good) :])


def run_program(path: Path, *more: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-I", "-S", str(PROGRAM), str(path), *more],
        capture_output=True,
        text=True,
        check=False,
        cwd=path.parent,
    )


def test_the_program_stands_alone_and_says_what_it_found(tmp_path: Path) -> None:
    content = made(5)
    path = tmp_path / "receipt.json"
    path.write_text(text_of(content), encoding="utf-8", newline="")
    done = run_program(path)
    assert (done.returncode, done.stdout.splitlines()[-1]) == (0, "everything matches")
    assert len(done.stdout.splitlines()) == len(content["winners"]) + 1

    noted = ("--commitment", content["commitment"], "--tickets", content["tickets"]["sha256"])
    assert run_program(path, *noted).returncode == 0
    other = run_program(path, "--commitment", "0" * 64)
    assert (other.returncode, "you wrote down" in other.stdout) == (1, True)

    path.write_text(text_of({**content, "value": "1"}), encoding="utf-8", newline="")
    done = run_program(path)
    assert (done.returncode, "does not match" in done.stdout) == (1, True)
    assert run_program(tmp_path / "none.json").returncode == 2


def test_the_command_prints_the_winners_or_what_differs(tmp_path: Path) -> None:
    path = tmp_path / "receipt.json"
    content = made(4)
    path.write_text(text_of(content), encoding="utf-8", newline="")
    said = StringIO()
    call_command("verify_draw", str(path), stdout=said)
    lines = said.getvalue().splitlines()
    assert lines[-1] == "everything matches"
    assert [line.split()[1] for line in lines[:-1]] == [
        one["participant"] for one in content["winners"]
    ]
    for broken in (text_of(content).replace("0", "1", 1), ""):
        path.write_text(broken, encoding="utf-8", newline="")
        said = StringIO()
        with pytest.raises(SystemExit) as end:
            call_command("verify_draw", str(path), stdout=said)
        assert (end.value.code, "does not match" in said.getvalue()) == (1, True)
    with pytest.raises(SystemExit) as end:
        call_command("verify_draw", str(tmp_path / "none.json"), stderr=StringIO())
    assert end.value.code == 1
