import pytest

from carebot.core.language import Language
from dialogue.text import normalize, number_en, number_zh, simplifier, spell_numbers


@pytest.mark.parametrize(
    ("number", "spoken"),
    [
        (0, "零"),
        (7, "七"),
        (10, "十"),
        (12, "十二"),
        (20, "二十"),
        (105, "一百零五"),
        (110, "一百一十"),
        (1000, "一千"),
        (1001, "一千零一"),
        (10_005, "一万零五"),
        (12_000, "一万二千"),
        (100_000, "十万"),
    ],
)
def test_numbers_as_they_are_spoken_in_mandarin(number: int, spoken: str) -> None:
    assert number_zh(number) == spoken


@pytest.mark.parametrize(
    ("number", "spoken"),
    [(0, "zero"), (13, "thirteen"), (20, "twenty"), (42, "forty two"), (305, "three hundred five")],
)
def test_numbers_as_they_are_spoken_in_english(number: int, spoken: str) -> None:
    assert number_en(number) == spoken


@pytest.mark.parametrize(
    ("text", "language", "spoken"),
    [
        ("18:30吃药", Language.ZH, "十八点三十分吃药"),
        ("8:05", Language.ZH, "八点零五分"),
        ("8:00", Language.ZH, "八点整"),
        ("36.5度", Language.ZH, "三十六点五度"),
        ("号码007", Language.ZH, "号码零零七"),
        ("电话13800138000", Language.ZH, "电话一三八，零零一三，八零零零"),
        ("62345678901", Language.EN, "six two three, four five six seven, eight nine zero one"),
        ("3.1415926", Language.ZH, "三点一四一五九二六"),
        ("邮编100035", Language.ZH, "邮编十万零三十五"),
        ("at 8:05", Language.EN, "at eight oh five"),
        ("36.5 degrees", Language.EN, "thirty six point five degrees"),
        ("room 1204", Language.EN, "room one two zero four"),
    ],
)
def test_numbers_and_times_are_put_in_words(text: str, language: Language, spoken: str) -> None:
    assert spell_numbers(text, language) == spoken


@pytest.mark.parametrize(
    ("text", "language", "form"),
    [
        ("請給我拿３杯水！", Language.ZH, "请给我拿三杯水"),
        (" 请 给 我，拿水。 ", Language.ZH, "请给我拿水"),
        ("打开 TV 吧", Language.ZH, "打开 tv 吧"),
        ("Don’t stop -- it's 'fine'!", Language.EN, "don't stop it's fine"),
        ("", Language.EN, ""),
    ],
)
def test_text_is_brought_to_one_form(text: str, language: Language, form: str) -> None:
    assert normalize(text, language, simplifier()) == form
