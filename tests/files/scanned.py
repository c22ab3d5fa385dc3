"""Drawings of our own pens as a scanner would give them back: dots, lean, shadow, noise, JPEG."""

from __future__ import annotations

import io
from dataclasses import dataclass

import numpy as np
import pypdfium2
from PIL import Image, ImageFilter

PAPER = 250


@dataclass(frozen=True, slots=True, kw_only=True)
class Scanner:
    """How well a scanner works; the usual one is perfect."""

    dpi: int = 300
    lean: float = 0.0  #: degrees; every second page leans to the other side
    noise: float = 0.0  #: of 255, about every dot
    quality: int = 95  #: of JPEG
    turned: int = 0  #: degrees by which the pages lie on the glass


def scanned(pdf: bytes, scanner: Scanner) -> list[Image.Image]:
    """The pages of a PDF as pictures."""
    document = pypdfium2.PdfDocument(pdf)
    pages = [page.render(scale=scanner.dpi / 72, grayscale=True).to_pil() for page in document]
    document.close()
    return [worn(page.convert("L"), scanner, k) for k, page in enumerate(pages)]


def worn(page: Image.Image, scanner: Scanner, number: int) -> Image.Image:
    """One page as the scanner gives it back."""
    if scanner.lean:
        lean = scanner.lean if number % 2 else -scanner.lean
        page = page.rotate(lean, resample=Image.Resampling.BICUBIC, fillcolor=PAPER)
    if scanner.noise:
        dots = np.asarray(page).astype("float32") * 0.85 + 30
        dots += np.random.default_rng(number).normal(0, scanner.noise, dots.shape)
        dots += np.linspace(0, -25, dots.shape[1])[None, :]  # the shadow of the fold
        page = Image.fromarray(np.clip(dots, 0, 255).astype("uint8"))
        page = page.filter(ImageFilter.GaussianBlur(0.6))
    if scanner.quality < 95:
        file = io.BytesIO()
        page.save(file, "JPEG", quality=scanner.quality)
        page = Image.open(file).convert("L")
    return page.rotate(-scanner.turned, expand=True) if scanner.turned else page


def tiff(pages: list[Image.Image], dpi: int) -> bytes:
    """One file with all pages."""
    file = io.BytesIO()
    pages[0].save(
        file, "TIFF", save_all=True, append_images=pages[1:], dpi=(dpi, dpi),
        compression="tiff_lzw",
    )  # fmt: skip
    return file.getvalue()


def pdf_of(pages: list[Image.Image], dpi: int) -> bytes:
    """A PDF as a scanner makes it: every page one JPEG."""
    file = io.BytesIO()
    pages[0].save(file, "PDF", save_all=True, append_images=pages[1:], resolution=dpi, quality=85)
    return file.getvalue()


def partly_scanned(pdf: bytes, pages: set[int], scanner: Scanner) -> bytes:
    """A PDF some of whose pages, counted from 0, were scanned; the others keep their letters."""
    own = pypdfium2.PdfDocument(pdf)
    pictures = pypdfium2.PdfDocument(pdf_of(scanned(pdf, scanner), scanner.dpi))
    mixed = pypdfium2.PdfDocument.new()
    for k in range(len(own)):
        mixed.import_pages(pictures if k in pages else own, [k])
    file = io.BytesIO()
    mixed.save(file)
    return file.getvalue()


def alone(page: Image.Image, kind: str) -> bytes:
    """One page as a file of this kind, which does not say how large it is on paper."""
    file = io.BytesIO()
    page.save(file, kind)
    return file.getvalue()
