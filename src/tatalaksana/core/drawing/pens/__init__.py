"""The pens: one file each, one constant PEN each."""
