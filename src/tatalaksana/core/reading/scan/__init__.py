"""Scans and tables that are pictures: lines, symbols, arrows and words found by their dots.

Everything here needs the optional packages of `tatalaksana[scan]` and the program tesseract;
`needs` says what is missing. The bounds and thresholds stand in data/scan.toml.
"""
