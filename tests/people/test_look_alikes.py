"""Names and addresses made to be taken for another's are refused; real names pass."""

import pytest
from django.core.exceptions import ValidationError

from people.look_alikes import check_address, clean_name


@pytest.mark.parametrize(
    "name",
    ["Awa", "N’Diaye", "Jean-Noël", "Ольга Сара", "محمد علي", "李小龍", "山田さくら", "김민준",
     "Ὀδυσσεύς", "Đặng Thị", "Mary Ann (UNICEF)", "João d'Ávila", "Louis 2"],
)  # fmt: skip
def test_names_of_all_scripts_pass(name: str) -> None:
    assert clean_name(f"  {name} ") == name


@pytest.mark.parametrize(
    "name",
    [
        "Аwa",  # begins with a Cyrillic letter
        "Awа Diallo",
        "Awa Тор",  # a Cyrillic word that reads as a Latin one, beside a Latin one
        "Αlice",
        "Awa\u200bDiallo",
        "\u202eollaiD",
        "Awa <b>",
        "Awa@example.org",
        "a" + "\u0301" * 5,
    ],
)
def test_names_made_to_deceive_are_refused(name: str) -> None:
    with pytest.raises(ValidationError):
        clean_name(name)


def test_letters_in_disguise_become_plain_ones() -> None:
    assert clean_name("𝐀𝐰𝐚") == "Awa"
    assert clean_name("Ａｗａ") == "Awa"


@pytest.mark.parametrize(
    "address",
    [
        "awa@example.org",
        "awa@müller.de",
        "awa@москва.рф",
        "awa@xn--80adxhks.xn--p1ai",
        "awa@例え.jp",
    ],
)
def test_addresses_of_all_scripts_pass(address: str) -> None:
    check_address(address)


@pytest.mark.parametrize(
    "address",
    ["awa@exаmple.org", "awа@example.org", "awa@раура.com", "awa@xn--exmple-4nf.org",
     "awa@xn--\udcff.org", "a wa@example.org", "awa@exa\u200bmple.org"],
)  # fmt: skip
def test_addresses_made_to_deceive_are_refused(address: str) -> None:
    with pytest.raises(ValidationError):
        check_address(address)
