"""Which words of a scan are doubted; nothing here needs a picture."""

from __future__ import annotations

from tatalaksana.core.reading.scan.doubtful import Doubtful
from tatalaksana.core.reading.scan.tesseract import Word


def word(text: str, sure: float) -> Word:
    return Word(text, sure, 0, 0, 1, 1, (1, 1, 1))


def judged(*words: Word) -> list[str]:
    page = Doubtful()
    page.add(words)
    return [one.text for one in words if page.has(one, begins=False)]


def test_an_unsure_word_is_doubted_unless_the_page_has_it_read_surely() -> None:
    assert judged(word("berkas", 50)) == ["berkas"]
    assert judged(word("berkas", 50), word("Berkas,", 95)) == []
    assert judged(word("III", 50), word("III", 95)) == ["III"]  # strokes prove nothing


def test_a_sure_word_is_doubted_where_one_that_looks_alike_was_read_more_surely() -> None:
    assert judged(word("berkaia", 90.4), word("berkala", 96)) == ["berkaia"]
    assert judged(word("Pengelota", 90), word("Pengelola", 90), word("Pengelola", 89)) == [
        "Pengelota"
    ]
    assert judged(word("berkala", 96), word("berkas", 96)) == []


def test_the_marker_of_an_item_is_no_word_of_it_but_a_number_alone_is() -> None:
    page = Doubtful()
    assert not page.has(word("1.", 40), begins=True)
    assert page.has(word("1.", 40), begins=False)
    assert page.has(word("10", 40), begins=True)
