"""Images and QR codes of a Word document."""

from __future__ import annotations

from dataclasses import dataclass, field

from tatalaksana.core.drawing.drawing import Box, Code, Picture
from tatalaksana.core.drawing.drawingml import BLACK, polyline, preset, solid, transform
from tatalaksana.core.drawing.package import Node
from tatalaksana.core.drawing.typesetting import as_png
from tatalaksana.core.drawing.typstml import num, quoted
from tatalaksana.core.drawing.wordml import node

DOTS = 300.0  #: per inch, of a picture that Word cannot hold as it is


@dataclass(slots=True)
class Media:
    """The images of a document as files, each once; `before` relations come before theirs."""

    before: int
    files: dict[str, bytes] = field(default_factory=dict)

    def add(self, picture: Picture) -> str:
        """The relation to a picture's file. An SVG becomes a PNG: Word wants one beside it."""
        image = picture.image
        data, kind = (bitmap(picture), "png") if image.kind == "svg" else (image.data, image.kind)
        names = [name for name, known in self.files.items() if known == data]
        name = names[0] if names else f"media/image{len(self.files) + 1}.{kind}"
        self.files[name] = data
        return f"rId{self.before + list(self.files).index(name) + 1}"


def bitmap(picture: Picture) -> bytes:
    """A drawn image as dots, its ground clear."""
    wide, tall = num(picture.box.width), num(picture.box.height)
    source = quoted(picture.image.data.decode("utf-8", "replace"))
    (found,) = as_png(
        f"#set page(width: {wide}mm, height: {tall}mm, margin: 0pt, fill: none)\n"
        f'#image(bytes({source}), format: "svg", width: {wide}mm, height: {tall}mm)',
        DOTS,
    )
    return found


def picture_look(picture: Picture, relation: str) -> Node:
    """An image of Word."""
    box = Box(0.0, 0.0, picture.box.width, picture.box.height)
    return node(
        "pic:pic",
        node(
            "pic:nvPicPr",
            node("pic:cNvPr", id=0, name=picture.told, descr=picture.told),
            node("pic:cNvPicPr"),
        ),
        node(
            "pic:blipFill",
            node("a:blip", **{"r:embed": relation}),
            node("a:stretch", node("a:fillRect")),
        ),
        node("pic:spPr", transform(box), preset("rect")),
    )


def code_look(code: Code) -> tuple[Node, Node, Node]:
    """A QR code as one black shape: geometry, ground, line."""
    bars = [
        [(bar.x, bar.y), (bar.right, bar.y), (bar.right, bar.bottom), (bar.x, bar.bottom)]
        for bar in code.bars()
    ]
    return polyline([], code.box, bars), solid(BLACK), node("a:ln", node("a:noFill"))
