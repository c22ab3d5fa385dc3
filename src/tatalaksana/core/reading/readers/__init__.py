"""The readers, one file format each; each module offers READER."""
