"""The schema as the proofs read it: all that they can handle, and a clear word about what they cannot."""

import pytest

from safety.proof.schema import (
    Bool,
    EntityOf,
    Environment,
    Field,
    Long,
    Record,
    SetOf,
    String,
    UnprovableError,
    parse_schema,
)

TEXT = """
type Z = { deep: Long };
type A = { "odd name": Set<String>, z: Z, maybe?: Thing };
entity Thing;
entity Person { type: Bool, friends: Set<Person> };
action "do it" in [some] appliesTo { principal: [Person], resource: [Thing, Person], context: A };
action some in [all];
action all;
"""


def test_all_of_a_schema_is_read() -> None:
    schema = parse_schema(TEXT)
    assert schema.entities["Thing"] == Record({})
    assert schema.entities["Person"].fields == {
        "friends": Field(SetOf(EntityOf("Person"))),
        "type": Field(Bool()),
    }
    form = schema.actions["do it"]
    assert form.groups == {"do it", "some", "all"}
    assert form.context.fields == {
        "odd name": Field(SetOf(String())),
        "z": Field(Record({"deep": Field(Long())})),
        "maybe": Field(EntityOf("Thing"), optional=True),
    }
    assert list(schema.environments()) == [
        Environment(action="do it", principal="Person", resource="Thing"),
        Environment(action="do it", principal="Person", resource="Person"),
    ]


@pytest.mark.parametrize(
    ("text", "word"),
    [
        ("entity X in [Y]; entity Y;", "'in' where ';' is understood"),
        ("entity X tags Long;", "'tags'"),
        ('entity C enum ["a"];', "'enum'"),
        ("namespace A { entity X; }", "'namespace'"),
        ("entity X { d: decimal };", "decimal"),
        ('@doc("x") entity X;', "@"),
        ("entity X { d: Set<Set<Long>> };", "a set of sets"),
    ],
)
def test_what_cannot_be_handled_is_refused(text: str, word: str) -> None:
    with pytest.raises((UnprovableError, ValueError), match=word):
        parse_schema(text)


def test_what_is_no_schema_is_refused() -> None:
    with pytest.raises(ValueError, match=r"."):
        parse_schema("entity {")
