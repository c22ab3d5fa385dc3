"""XML from strangers: nothing fetched, no entity replaced, and what is kept has bounds.

Names are told without their namespaces, for programs use several for the same thing.
"""

from __future__ import annotations

from collections.abc import Iterator
from io import BytesIO

from lxml import etree

from tatalaksana.core.base.errors import ReadingError

#: elements that are held at a time, as their signs "<" tell; each takes some 340 bytes of memory,
#: and a book of 25 procedures with all their shapes has 84,000
MOST_MARKS = 600_000
MOST_PASSED = 2_000_000  #: elements of one part that are looked at one by one

Node = etree._Element  # lxml gives its element no public name


def tree_of(data: bytes, most: int = MOST_MARKS) -> Node:
    """The whole as a tree.

    Errors: ReadingError TL200 when it has more than `most` elements, declares entities, or is no
    whole XML.
    """
    if data.count(b"<") > most:
        raise too_large()
    parser = etree.XMLParser(
        resolve_entities=False, no_network=True, load_dtd=False, remove_comments=True,
        remove_pis=True, huge_tree=False,
    )  # fmt: skip
    try:
        top = etree.fromstring(data, parser)
    except (etree.XMLSyntaxError, ValueError) as wrong:
        raise broken() from wrong
    if top.getroottree().docinfo.internalDTD is not None:
        raise ReadingError(
            "Berkas ini memuat deklarasi XML (DTD) yang tidak dipakai program perkantoran.",
            hint="Buka dengan program asalnya lalu simpan ulang.",
        )
    return top


def passed(data: bytes, *names: str) -> Iterator[Node]:
    """The elements with one of `names`, each forgotten when it was given.

    Errors: ReadingError TL200 when there are too many, or it is no whole XML.
    """
    if data.count(b"<") > MOST_PASSED:
        raise too_large()
    try:
        for _, node in etree.iterparse(
            BytesIO(data), events=("end",), tag=[f"{{*}}{one}" for one in names],
            resolve_entities=False, no_network=True, load_dtd=False, huge_tree=False,
            remove_comments=True, remove_pis=True,
        ):  # fmt: skip
            yield node
            node.clear()
            parent = node.getparent()
            while parent is not None and node.getprevious() is not None:
                del parent[0]
    except (etree.XMLSyntaxError, ValueError) as wrong:
        raise broken() from wrong


def name_of(node: Node) -> str:
    """The name of an element without its namespace; "" for what is no element."""
    tag = node.tag
    return tag.rpartition("}")[2] if isinstance(tag, str) else ""


def within(node: Node | None, *path: str) -> Node | None:
    """The first element below `node` by the names on the way; None when there is none."""
    for name in path:
        if node is None:
            return None
        node = next((child for child in node if name_of(child) == name), None)
    return node


def children(node: Node | None, name: str) -> Iterator[Node]:
    """The children with that name."""
    return (child for child in (node if node is not None else ()) if name_of(child) == name)


def number(node: Node | None, key: str, default: float = 0.0) -> float:
    """An attribute as a number, `default` where it is none or beyond all measure."""
    try:
        value = float(node.get(key, "")) if node is not None else default
    except ValueError:
        return default
    return value if abs(value) < 1e12 else default


def broken() -> ReadingError:
    """The file is damaged."""
    return ReadingError(
        "Berkas ini rusak atau terpotong.",
        hint="Buka dengan program asalnya lalu simpan ulang, atau unduh lagi.",
    )


def too_large() -> ReadingError:
    """The file holds more than any SOP needs."""
    return ReadingError(
        "Isi berkas ini jauh lebih besar daripada dokumen SOP mana pun.",
        hint="Salin bagian SOP-nya saja ke berkas baru, lalu baca berkas itu.",
    )
