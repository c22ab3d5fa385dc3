"""What native shapes are called, and what they tell those who do not see them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from tatalaksana.core.drawing.drawing import Code, Connector, Kind, Picture, Symbol, Text, Way


@dataclass(frozen=True, slots=True)
class ShapeWords:
    """The name of a shape, and its alternative text."""

    name: str
    told: str


LOGO = ShapeWords("Tempat logo", "Tempat logo.")


def symbol_words(symbol: Symbol, beside: Sequence[Symbol], told: str) -> ShapeWords:
    """Of a symbol: its step as a sentence (`told`); `beside` are the symbols of its page."""
    if symbol.kind is Kind.PENTAGON:
        name = f"Penghubung {symbol.label}"
        return ShapeWords(name, f"{name} ke bagian lain bagan, langkah {symbol.row}.")
    diamonds = [one for one in beside if one.row == symbol.row and one.kind is Kind.DIAMOND]
    if symbol.kind is Kind.CAPSULE and diamonds:
        name = "Mulai" if symbol.box.y < diamonds[0].box.y else "Selesai"
        return ShapeWords(name, f"{name}.")
    name = f"Langkah {symbol.row}"
    return ShapeWords(name, told or f"{name}.")


def connector_words(line: Connector) -> ShapeWords:
    """Of a connector: from where to where, and at which answer."""
    name = f"Panah {line.from_row}-{line.to_row}"
    if line.way is Way.JOIN:
        return ShapeWords(name, f"Garis antarpelaksana langkah {line.from_row}.")
    way = "Panah kembali" if line.way is Way.RETURN else "Panah"
    ends = f"dari langkah {line.from_row} ke langkah {line.to_row}"
    if line.from_row == line.to_row:
        ends = f"pada langkah {line.from_row}"
    answer = f", {line.label.text}" if line.label else ""
    return ShapeWords(name, f"{way} {ends}{answer}.")


def label_words(label: Text) -> ShapeWords:
    """Of an answer beside a diamond."""
    return ShapeWords(f"Jawaban {label.text}", f"{label.text}.")


def image_words(image: Picture | Code) -> ShapeWords:
    """Of a picture, such as the logo, or of a QR code."""
    if isinstance(image, Code):
        return ShapeWords("Kode QR", f"Kode QR: {image.told}")
    return ShapeWords(image.told, f"{image.told}.")
