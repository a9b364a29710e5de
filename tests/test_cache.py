"""The store of replies: what it keeps and for whom, what it refuses to open, and its recordings."""

from __future__ import annotations

import json
import os
import pickle
import signal
import sqlite3
import stat
import subprocess
import sys
import zlib
from collections.abc import Callable, Iterator
from concurrent.futures import ProcessPoolExecutor
from multiprocessing import get_context
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from extractor.cache import CacheError, Exchange, Store, canonical, default_folder, key_of
from extractor.cli.cache import cache

URL = "https://server.invalid/v1/chat/completions"


def exchange(words: str = "新建公园三座", model: str = "small", answer: str = "好") -> Exchange:
    request = canonical(json.dumps({"model": model, "messages": [{"role": "user", "content": words}]})).decode()
    response = json.dumps({"choices": [{"message": {"content": answer}}]}, ensure_ascii=False)
    return Exchange(URL, request, response)


@pytest.fixture
def folder(tmp_path: Path) -> Path:
    return tmp_path / "replies"


@pytest.fixture
def store(folder: Path) -> Iterator[Store]:
    with Store(folder) as opened:
        yield opened


# What it keeps


def test_a_reply_is_found_as_it_was_put_and_by_whoever_opens_the_folder_next(store: Store, folder: Path) -> None:
    one = exchange()
    assert store.get(one.key) is None
    store.put(one)
    assert store.get(one.key) == one.response
    with Store(folder) as another:
        assert another.get(one.key) == one.response


def test_a_reply_of_any_length_stands_in_the_database_and_in_no_file(store: Store, folder: Path) -> None:
    long = exchange(answer="长" * 300_000)
    store.put(long)
    assert store.get(long.key) == long.response
    assert {path.name.partition("-")[0] for path in folder.iterdir()} == {"cache.db"}


def test_a_later_reply_takes_the_place_of_an_earlier_one(store: Store) -> None:
    store.put(exchange(answer="first"))
    store.put(exchange(answer="second"))
    assert [json.loads(one.response)["choices"][0]["message"]["content"] for one in store] == ["second"]


def test_nothing_is_thrown_out_whatever_the_database_says_of_its_size(folder: Path) -> None:
    with Store(folder) as first:
        first.put(exchange("one"))
    with sqlite3.connect(folder / "cache.db") as rows:
        for name, value in {"eviction_policy": "least-recently-stored", "size_limit": 1, "cull_limit": 10}.items():
            rows.execute("INSERT OR REPLACE INTO Settings VALUES (?, ?)", (name, value))
        rows.execute("INSERT OR REPLACE INTO Settings VALUES ('disk_min_file_size', 0)")
        rows.execute("INSERT OR REPLACE INTO Settings VALUES ('disk_never_heard_of', 1)")
    rows.close()
    with Store(folder) as second:
        for number in range(30):
            second.put(exchange(f"number {number}"))
        assert second.stats()["replies"] == 31
    assert not any(path.is_dir() for path in folder.iterdir())


def put_many(folder: Path, who: int) -> int:
    with Store(folder) as own:
        for number in range(25):
            own.put(exchange(f"report {who}, chunk {number}"))
            own.put(exchange(f"shared chunk {number}"))
        return sum(own.get(exchange(f"shared chunk {number}").key) is not None for number in range(25))


def test_several_processes_write_at_once_and_lose_nothing(folder: Path) -> None:
    with ProcessPoolExecutor(3, mp_context=get_context("spawn")) as processes:
        found = list(processes.map(put_many, [folder] * 3, range(3)))
    assert found == [25] * 3
    with Store(folder) as store:
        assert store.stats()["replies"] == 4 * 25


def test_a_reply_is_there_though_the_process_was_killed_right_after_it_was_put(folder: Path) -> None:
    code = (
        "import os, signal, sys; from pathlib import Path; from extractor.cache import Exchange, Store\n"
        "store = Store(Path(sys.argv[1])); store.put(Exchange('u', '{}', '{\"choices\": [1]}'))\n"
        "os.kill(os.getpid(), signal.SIGKILL)"
    )
    ended = subprocess.run([sys.executable, "-c", code, str(folder)], check=False)
    assert ended.returncode == -signal.SIGKILL
    with Store(folder) as store:
        assert store.get(Exchange("u", "{}", "").key) == '{"choices": [1]}'


# What the key depends on


def test_the_key_is_the_sha256_of_the_address_and_the_canonical_body() -> None:
    assert canonical('{"b": "\\u6570", "a": [1.0, null, true]}') == '{"a":[1.0,null,true],"b":"数"}'.encode()
    # printf 'https://a.invalid/v1\n{"a":1}' | sha256sum
    expected = "42c64c39733993be079427430a24c7fa27a49e9e9706656dbf5ad3db06807ae5"
    assert key_of("https://a.invalid/v1", canonical(b'{ "a" : 1 }')) == expected


@pytest.mark.parametrize("same", ['{"a":"数","b":1}', '{ "b": 1,\n "a": "数" }', '{"b":1,"a":"\\u6570"}'])
def test_order_blanks_and_escapes_change_no_key(same: str) -> None:
    assert canonical(same) == canonical('{"a":"数","b":1}')


def test_another_model_prompt_or_server_has_another_key() -> None:
    keys = {exchange().key, exchange(model="large").key, exchange("新建公园四座").key}
    keys.add(key_of("https://elsewhere.invalid/v1", exchange().request.encode()))
    assert len(keys) == 4


# What it refuses to open


class _Payload:
    """Makes a file when it is unpickled."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def __reduce__(self) -> tuple[Callable[..., Any], tuple[str]]:
        return os.mkdir, (str(self._path),)


def planted(
    folder: Path, *, key: object = "k", raw: int = 1, mode: int = 1, filename: str | None = None, value: object
) -> None:
    """Write a row as somebody could who can write the folder."""
    with Store(folder):
        pass
    with sqlite3.connect(folder / "cache.db") as rows:
        rows.execute(
            "INSERT INTO Cache(key, raw, store_time, access_time, mode, filename, value) VALUES (?, ?, 0, 0, ?, ?, ?)",
            (key, raw, mode, filename, value),
        )
    rows.close()


RAW, BINARY, TEXT, PICKLE = 1, 2, 3, 4


@pytest.mark.parametrize(
    ("mode", "filename", "value"),
    [
        pytest.param(PICKLE, None, "pickled", id="a pickle in the row"),
        pytest.param(PICKLE, "../payload", None, id="a pickle in a file"),
        pytest.param(TEXT, "../outside.txt", None, id="a text outside the folder"),
        pytest.param(TEXT, "/etc/hostname", None, id="a text anywhere on the machine"),
        pytest.param(TEXT, "inside.val", None, id="a text in a file, which this program does not write"),
        pytest.param(BINARY, "../outside.txt", None, id="bytes outside the folder"),
        pytest.param(RAW, None, zlib.compress(b'"text"'), id="bytes, as JSONDisk writes them"),
        pytest.param(RAW, None, 5, id="a number"),
        pytest.param(RAW, "../outside.txt", "text", id="a text that names a file as well"),
        pytest.param(7, None, "text", id="a mode that is none"),
    ],
)
def test_a_row_that_is_no_plain_text_is_refused_and_nothing_runs(
    folder: Path, tmp_path: Path, mode: int, filename: str | None, value: object
) -> None:
    ran = tmp_path / "it-ran"
    payload = pickle.dumps(_Payload(ran))
    (tmp_path / "payload").write_bytes(payload)
    (tmp_path / "outside.txt").write_text("a secret of the user")
    planted(folder, mode=mode, filename=filename, value=payload if value == "pickled" else value)
    with Store(folder) as store, pytest.raises(CacheError, match="no plain text") as refused:
        store.get("k")
    assert str(folder) in str(refused.value)
    assert "secret" not in str(refused.value)
    assert not ran.exists()


def test_the_planted_pickle_would_run_without_our_refusal(tmp_path: Path) -> None:
    """Or else the test above could not fail."""
    pickle.loads(pickle.dumps(_Payload(tmp_path / "it-ran")))
    assert (tmp_path / "it-ran").is_dir()


def test_a_pickled_key_is_refused_when_all_replies_are_gone_through(folder: Path, tmp_path: Path) -> None:
    planted(folder, key=pickle.dumps(_Payload(tmp_path / "it-ran")), raw=0, value="text")
    with Store(folder) as store, pytest.raises(CacheError, match="no plain text"):
        store.export(tmp_path / "all.jsonl")
    assert not (tmp_path / "it-ran").exists()
    assert not (tmp_path / "all.jsonl").exists()


def test_no_file_is_removed_because_a_row_names_it(folder: Path, tmp_path: Path) -> None:
    (tmp_path / "outside.txt").write_text("keep me")
    one = exchange()
    planted(folder, key=one.key, mode=TEXT, filename="../outside.txt", value=None)
    with Store(folder) as store:
        store.put(one)
        assert store.get(one.key) == one.response
    planted(folder, mode=TEXT, filename="../outside.txt", value=None)
    with Store(folder) as store:
        store.clear()
        assert list(store) == []
    assert (tmp_path / "outside.txt").read_text() == "keep me"


def test_a_reply_without_its_question_is_named_when_all_are_gone_through(folder: Path) -> None:
    planted(folder, value='{"choices": [1]}')
    with Store(folder) as store, pytest.raises(CacheError, match="without its question"):
        store.stats()


@pytest.mark.parametrize(
    "spoil",
    [
        pytest.param(lambda folder: folder.write_text("a file"), id="a file stands in its place"),
        pytest.param(
            lambda folder: (folder.mkdir(0o700), (folder / "cache.db").write_bytes(b"rubbish" * 500)),
            id="the database is none",
        ),
    ],
)
def test_a_folder_that_cannot_be_used_is_named(folder: Path, spoil: Callable[[Path], object]) -> None:
    spoil(folder)
    with pytest.raises(CacheError, match=str(folder)):
        Store(folder)


# Whose it is


def mode_of(folder: Path) -> int:
    return stat.S_IMODE(folder.stat().st_mode)


def test_the_folder_is_its_users_alone(folder: Path) -> None:
    with Store(folder):
        assert mode_of(folder) == 0o700


def test_a_folder_of_replies_that_others_could_enter_is_closed_to_them(folder: Path) -> None:
    with Store(folder):
        folder.chmod(0o777)
    with Store(folder):
        assert mode_of(folder) == 0o700


def test_a_folder_with_other_things_in_it_is_left_as_it_is(folder: Path) -> None:
    folder.mkdir(0o755)
    folder.chmod(0o755)
    (folder / "thesis.docx").touch()
    with pytest.raises(CacheError, match="name one of its own"):
        Store(folder)
    assert mode_of(folder) == 0o755
    assert [path.name for path in folder.iterdir()] == ["thesis.docx"]


def test_the_folder_of_another_user_is_refused(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    folder.mkdir(0o700)
    monkeypatch.setattr(os, "geteuid", lambda: folder.stat().st_uid + 1)
    with pytest.raises(CacheError, match="another user"):
        Store(folder)


@pytest.mark.parametrize(
    ("named", "expected"),
    [
        pytest.param({"EXTRACTOR_CACHE": "~/mine"}, "mine", id="as the user names it"),
        pytest.param({"XDG_CACHE_HOME": "{home}/caches"}, "caches/report-extractor", id="among the user's caches"),
        pytest.param({"XDG_CACHE_HOME": "not/absolute"}, ".cache/report-extractor", id="where the setting is void"),
        pytest.param({}, ".cache/report-extractor", id="where nothing is set"),
    ],
)
@pytest.mark.skipif(sys.platform in ("win32", "darwin"), reason="these systems have places of their own for caches")
def test_the_usual_folder(
    named: dict[str, str], expected: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("EXTRACTOR_CACHE", "XDG_CACHE_HOME"):
        monkeypatch.delenv(name, raising=False)
    for name, value in named.items():
        monkeypatch.setenv(name, value.format(home=tmp_path))
    assert default_folder() == tmp_path / expected


# Recordings


def test_a_recording_is_lines_to_read_sorted_and_headed_by_their_origin(store: Store, tmp_path: Path) -> None:
    for model, words in (("small", "新建公园三座"), ("large", "修路五公里"), ("small", "种树")):
        store.put(exchange(words, model))
    path = tmp_path / "all.jsonl"
    assert store.export(path, origin="composed by hand as a stand-in") == 3
    header, *entries = [json.loads(line) for line in path.read_text(encoding="utf-8").splitlines()]
    assert header == {"recording": 1, "origin": "composed by hand as a stand-in", "model": "large, small"}
    assert [entry["key"] for entry in entries] == sorted(entry["key"] for entry in entries)
    assert [set(entry) for entry in entries] == [{"key", "url", "request", "response"}] * 3
    assert "新建公园三座" in path.read_text(encoding="utf-8")


def test_a_recording_taken_over_answers_the_same_and_is_written_again_byte_by_byte(
    store: Store, tmp_path: Path
) -> None:
    one = exchange("a\u2028b", answer="line\nend")
    store.put(one)
    store.put(exchange())
    store.export(tmp_path / "first.jsonl")
    with Store(tmp_path / "other") as other:
        assert other.load(tmp_path / "first.jsonl") == 2
        found = other.get(one.key)
        assert found is not None
        assert json.loads(found) == json.loads(one.response)
        other.export(tmp_path / "second.jsonl")
    assert (tmp_path / "second.jsonl").read_bytes() == (tmp_path / "first.jsonl").read_bytes()


def test_halves_of_characters_that_small_models_write_survive_a_recording(store: Store, tmp_path: Path) -> None:
    one = Exchange(URL, '{"model":"small"}', '{"choices": ["\\ud83d"]}')
    store.put(one)
    store.export(tmp_path / "all.jsonl")
    store.clear()
    store.load(tmp_path / "all.jsonl")
    assert json.loads(store.get(one.key) or "") == {"choices": ["\ud83d"]}


HEADER = '{"recording": 1, "origin": "by hand", "model": "small"}'


def line(one: Exchange, **changed: object) -> str:
    entry = {"key": one.key, "url": one.url, "request": json.loads(one.request), "response": json.loads(one.response)}
    return json.dumps(entry | changed)


@pytest.mark.parametrize(
    ("lines", "told"),
    [
        pytest.param([HEADER, line(exchange()), "{"], "line 3", id="a line that is no JSON"),
        pytest.param([HEADER, line(exchange()), "[]"], "line 3", id="a line that is no object"),
        pytest.param([HEADER, line(exchange()), '{"key": ""}'], "line 3.*“request” is missing", id="a part missing"),
        pytest.param([HEADER, line(exchange(), key="0" * 64)], "line 2: .*its key", id="a key of something else"),
        pytest.param([HEADER, line(exchange(), request={"model": "x"})], "line 2: .*its key", id="a changed request"),
        pytest.param([HEADER, line(exchange(), response="yes")], "line 2: .*objects", id="a reply that is no object"),
        pytest.param([line(exchange())], "line 1: .*“recording” is missing", id="no header"),
        pytest.param([HEADER.replace("1", "2"), line(exchange())], "line 1: .*another form", id="a later form"),
        pytest.param(["\xff\xfe"], "rubbish.jsonl", id="another encoding"),
    ],
)
def test_a_recording_with_a_bad_line_is_refused_as_a_whole(
    store: Store, tmp_path: Path, lines: list[str], told: str
) -> None:
    path = tmp_path / "rubbish.jsonl"
    path.write_bytes("\n".join(lines).encode("latin-1" if lines == ["\xff\xfe"] else "utf-8"))
    with pytest.raises(CacheError, match=told):
        store.load(path)
    assert list(store) == []


def test_a_recording_that_is_missing_or_cannot_be_written_is_named(store: Store, tmp_path: Path) -> None:
    for act in (store.load, store.export):
        with pytest.raises(CacheError, match="nowhere"):
            act(tmp_path / "nowhere" / "all.jsonl")


# The commands


def command(*words: str) -> int:
    return int(cache.main(list(words), standalone_mode=False) or 0)


def test_the_commands_move_replies_from_one_store_to_another_and_count_them(
    store: Store, folder: Path, tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    store.put(exchange())
    store.put(exchange(model="odd\x1b[2J"))
    path, other = str(tmp_path / "all.jsonl"), str(tmp_path / "other")
    assert command("export", path, "--cache", str(folder), "--origin", "a test") == 0
    assert json.loads(Path(path).read_text(encoding="utf-8").splitlines()[0])["origin"] == "a test"
    assert command("import", path, "--cache", other) == 0
    assert command("stats", "--cache", other) == 0
    out = capsys.readouterr().out
    assert f"2 replies written to {path}" in out
    assert f"2 replies taken over into {other}" in out
    assert "1  odd\\x1b[2J" in out
    assert "\x1b" not in out


def test_clear_asks_first_and_then_leaves_nothing(store: Store, folder: Path) -> None:
    store.put(exchange())
    refused = CliRunner().invoke(cache, ["clear", "--cache", str(folder)], input="n\n")
    assert refused.exit_code == 1
    assert len(list(store)) == 1
    done = CliRunner().invoke(cache, ["clear", "--cache", str(folder)], input="y\n")
    assert done.output.endswith("1 reply thrown out\n")
    assert list(store) == []
