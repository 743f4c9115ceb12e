import pytest

from anlan.core.kernel.errors import BadInput, TooLarge
from anlan.foundation.campus import geojson
from anlan.foundation.campus.geojson import read
from anlan.foundation.campus.tests.town import as_bytes, collection, feature, town


@pytest.mark.parametrize(
    ("content", "code"),
    [
        (b"", "campus.geojson_not_json"),
        (b"{", "campus.geojson_not_json"),
        (b"\x89PNG\r\n", "campus.geojson_not_utf8"),
        (b"MZ\x90\x00", "campus.geojson_not_utf8"),
        (b"[]", "campus.geojson_not_a_collection"),
        (b'{"type": "Feature"}', "campus.geojson_not_a_collection"),
        (b'{"type": "FeatureCollection"}', "campus.geojson_without_features"),
        (b'{"type": "FeatureCollection", "features": {}}', "campus.geojson_without_features"),
        (b'{"type": "FeatureCollection", "features": [NaN]}', "campus.geojson_bad_number"),
        (b'{"type": "FeatureCollection", "features": [-Infinity]}', "campus.geojson_bad_number"),
        (b'{"type": "FeatureCollection", "features": [' + b"9" * 5000 + b"]}", "campus.geojson_bad_number"),
        (b"[" * 200_000, "campus.geojson_too_deep"),
    ],
)
def test_a_document_that_cannot_be_read_is_told_as_a_whole(content, code):
    with pytest.raises(BadInput) as told:
        read(content)
    assert told.value.code == code


@pytest.mark.parametrize(
    "crs", ["urn:ogc:def:crs:EPSG::3857", "EPSG:4490", "", 5, {"type": "link"}, ["EPSG:4326"]]
)
def test_another_reference_system_is_refused_by_name(crs):
    document = collection(feature("c1", "campus"))
    document["crs"] = {"type": "name", "properties": {"name": crs}}
    with pytest.raises(BadInput) as told:
        read(as_bytes(document))
    assert told.value.code == "campus.geojson_wrong_crs"


@pytest.mark.parametrize("name", ["urn:ogc:def:crs:OGC:1.3:CRS84", "EPSG:4326", "urn:ogc:def:crs:EPSG::4326"])
def test_the_names_of_wgs84_are_known(name):
    assert read(as_bytes(collection(feature("c1", "campus"), crs=name))).crs == "EPSG:4326"


def test_a_byte_order_mark_is_no_fault():
    assert len(read(b"\xef\xbb\xbf" + as_bytes(town())).features) == 9


def test_a_file_over_the_limits_is_refused_before_it_is_read(monkeypatch):
    monkeypatch.setattr(geojson, "MAX_BYTES", 100)
    with pytest.raises(TooLarge):
        read(as_bytes(town()))
    monkeypatch.setattr(geojson, "MAX_BYTES", 10_000_000)
    monkeypatch.setattr(geojson, "MAX_FEATURES", 3)
    with pytest.raises(TooLarge):
        read(as_bytes(town()))


@pytest.mark.parametrize(
    ("given", "code", "field"),
    [
        ("no feature", "not_a_feature", "type"),
        ({"type": "Feature"}, "missing", "properties.code"),
        (feature("a/b", "campus"), "slash", "properties.code"),
        (feature("c1", "campus", name=["x"]), "not_a_text", "properties.name"),
        (feature("c1", "campus", name="x" * 121), "bad_text", "properties.name"),
        (feature("c1", "campus", note="看\u0000不见"), "bad_text", "properties.note"),
        (feature("c1", "campus", capacity=-1), "not_in_range", "properties.capacity"),
        (feature("c1", "campus", capacity=2.5), "not_in_range", "properties.capacity"),
        (feature("c1", "campus", capacity="20"), "not_in_range", "properties.capacity"),
        (feature("c1", "campus", floor=True), "not_in_range", "properties.floor"),
        (feature("c1", "campus", geometry=[1, 2]), "not_an_object", "geometry"),
    ],
)
def test_a_faulty_feature_is_named_by_its_index_and_field(given, code, field):
    row = read(as_bytes(collection(feature("c0", "campus"), given))).features[1]
    assert row.index == 1
    assert (code, field) in {(problem.code, problem.field) for problem in row.problems}


def test_a_number_beyond_all_bounds_is_not_finite():
    content = as_bytes(town()).replace(b"[600, 300]", b"[1e999, 300]")
    problems = [problem for row in read(content).features for problem in row.problems]
    assert {problem.code for problem in problems} == {"not_finite"}
