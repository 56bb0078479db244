import re

import pytest

from carebot._models.catalogue import CATALOGUE
from carebot._models.model import Addresses, Archive, Digest, Model, Wheels


def digests(model: Model) -> list[Digest]:
    found = [digest for file in model.files for digest in file.digests]
    for source in model.sources:
        match source:
            case Addresses():
                found += [file.digest for file in source.files]
            case Archive():
                found.append(source.digest)
            case Wheels():
                found += [Digest(sha256=wheel.sha256, size_bytes=1) for wheel in source.wheels]
    return found


def test_names_are_unique() -> None:
    assert len({model.name for model in CATALOGUE}) == len(CATALOGUE)


@pytest.mark.parametrize("model", CATALOGUE, ids=lambda model: model.name)
def test_every_content_is_pinned(model: Model) -> None:
    for digest in digests(model):
        assert re.fullmatch(r"[0-9a-f]{64}", digest.sha256)
        assert digest.size_bytes > 0


@pytest.mark.parametrize("model", CATALOGUE, ids=lambda model: model.name)
def test_every_source_gives_every_file(model: Model) -> None:
    paths = {file.path for file in model.files}
    for source in model.sources:
        match source:
            case Addresses():
                assert {file.path for file in source.files} == paths
                for remote in source.files:
                    (file,) = (file for file in model.files if file.path == remote.path)
                    assert remote.digest in file.digests
                    assert remote.url.startswith("https://")
            case Archive():
                assert source.url.startswith("https://")
            case Wheels():
                assert set(source.parts) == paths


@pytest.mark.parametrize("model", CATALOGUE, ids=lambda model: model.name)
def test_paths_stay_in_the_model_s_folder(model: Model) -> None:
    for file in model.files:
        assert not file.path.startswith("/")
        assert ".." not in file.path.split("/")
    assert not model.entry or model.entry in {file.path for file in model.files}


@pytest.mark.parametrize("model", CATALOGUE, ids=lambda model: model.name)
def test_people_can_read_what_it_is_for(model: Model) -> None:
    assert model.purpose.zh
    assert model.purpose.en
    assert model.licence


def test_required_models_can_be_had_where_only_the_package_index_is_reached() -> None:
    for model in CATALOGUE:
        if model.required:
            assert any(isinstance(source, Wheels) for source in model.sources), model.name
