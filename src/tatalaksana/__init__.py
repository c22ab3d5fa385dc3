"""Tatalaksana: procedures on paper become an office that runs by them."""

__version__ = "0.1.0"
