"""Other engines, carried through the process of `bench engines`."""
