"""A picture as an array of grey dots, 0 black … 255 white, by rows."""

from __future__ import annotations

from typing import Any, TypeAlias

Dots: TypeAlias = Any  #: numpy.ndarray of uint8; numpy is loaded only where a picture is read
